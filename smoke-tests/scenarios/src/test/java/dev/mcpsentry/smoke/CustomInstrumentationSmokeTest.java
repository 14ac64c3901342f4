package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentry is sent of the examples what {@code docs/operations/custom-instrumentation.md} says. */
class CustomInstrumentationSmokeTest {

  private static final Path PAGE = Path.of("../../docs/operations/custom-instrumentation.md");

  private static final List<String> TOOLS =
      List.of(
          "count_stock",
          "import_catalogue",
          "quote_shipping",
          "check_out",
          "refund_order",
          "plan_delivery",
          "run_code",
          "find_books",
          "recommend",
          "list_servers");

  /**
   * A row of the page's tables.
   *
   * @param below the name of the span around, or null where there is none
   */
  private record Promised(
      String name, String op, @Nullable String below, Map<String, String> data) {

    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Pattern PAIR = Pattern.compile("`([^`]+)`: `([^`]+)`");

    static List<Promised> all() throws IOException {
      List<Promised> all = new ArrayList<>();
      boolean table = false;
      for (String line : Files.readAllLines(PAGE)) {
        table = line.equals("| Span | op | Below | Data |") || table && line.startsWith("|");
        if (table && line.startsWith("| `")) {
          all.add(of(line.split("\\|")));
        }
      }
      return all;
    }

    private static Promised of(String[] cells) {
      Map<String, String> data = new LinkedHashMap<>();
      Matcher pair = PAIR.matcher(cells[4]);
      while (pair.find()) {
        data.put(pair.group(1), pair.group(2));
      }
      Matcher below = WORD.matcher(cells[3]);
      return new Promised(
          word(cells[1]), word(cells[2]), below.find() ? below.group(1) : null, data);
    }

    private static String word(String cell) {
      Matcher word = WORD.matcher(cell);
      assertThat(word.find()).as(cell).isTrue();
      return word.group(1);
    }
  }

  /** A span and what it is called. */
  private record Told(String name, Span span) {}

  @ParameterizedTest
  @ValueSource(strings = {"stream", "static", "otlp"})
  void examples_areToldAsThePageSays(String lifecycle) throws IOException {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    program(sentry)
                        .environment("SENTRY_RELEASE", "demo@1")
                        .environment("SENTRY_TRACE_LIFECYCLE", lifecycle),
                    Transport.STDIO)
                .initialized()) {
      for (String tool : TOOLS) {
        JsonNode answer = served.client().callTool(tool, Map.of());
        assertThat(answer.has("error")).as(tool).isEqualTo(tool.equals("check_out"));
      }
      assertThat(served.end().code()).isZero();
      StdoutPuritySmokeTest.assertPure(served.child());

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertSpans(received);
      assertThat(received.events()).hasSize(3);
      assertFailed(issue(received, "Payment declined for A-7"));
      assertDealtWith(received, issue(received, "No carrier for A-7"));
      assertOutsideOfMcp(received, issue(received, "Nobody answers at broken-one"));
      assertThat(received.sessionBuckets().stream().mapToInt(SessionBucket::errored).sum()).isOne();
      assertThat(received.sessionBuckets().stream().mapToInt(SessionBucket::crashed).sum()).isOne();
    }
  }

  @Test
  void methodsThatASettingNames_areSpans() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    program(sentry)
                        .environment(
                            "OTEL_INSTRUMENTATION_METHODS_INCLUDE",
                            "dev.mcpsentry.smoke.app.custom.Refund[carrier]"),
                    Transport.STDIO)
                .initialized()) {
      served.client().callTool("refund_order", Map.of());
      served.end();

      Received received = sentry.received();
      assertThat(received.transaction("tools/call refund_order").spans())
          .extracting(Span::description, Span::op)
          .containsExactly(tuple("Refund.carrier", "function"));
      assertThat(received.events())
          .filteredOn(event -> event.tag("gen_ai.tool.name") != null)
          .hasSize(1);
    }
  }

  private static void assertSpans(Received received) throws IOException {
    List<Told> told =
        received.transactions().stream().flatMap(CustomInstrumentationSmokeTest::of).toList();
    List<Promised> promised = Promised.all();
    assertThat(promised).hasSizeGreaterThan(TOOLS.size());
    for (Promised span : promised) {
      List<Told> found = told.stream().filter(one -> one.name().equals(span.name())).toList();
      assertThat(found).as(span.name()).hasSize(1);
      Span sent = found.get(0).span();
      assertThat(sent.op()).as(span.name()).isEqualTo(span.op());
      span.data().forEach((key, value) -> assertThat(sent.data(key)).as(key).isEqualTo(value));
      if (span.below() == null) {
        assertThat(sent.parentSpanId()).as(span.name()).isNull();
      } else {
        assertThat(told)
            .filteredOn(one -> one.span().spanId().equals(sent.parentSpanId()))
            .as(span.name())
            .extracting(Told::name)
            .containsExactly(span.below());
      }
    }
    assertThat(told)
        .filteredOn(one -> one.name().equals("quote France"))
        .extracting(one -> one.span().origin())
        .containsExactly("manual");
    assertThat(received.transaction("tools/call refund_order").status()).isEqualTo("ok");
  }

  private static Stream<Told> of(Transaction transaction) {
    return Stream.concat(
        Stream.of(new Told(transaction.name(), transaction.root())),
        transaction.spans().stream().map(span -> new Told(span.description(), span)));
  }

  private static void assertFailed(ErrorEvent issue) {
    assertThat(issue.thrown().mechanism().path("handled").asBoolean(true)).isFalse();
    assertThat(issue.tag("mcp.failure")).isEqualTo("tool_exception");
    List<JsonNode> events = new ArrayList<>();
    issue.json().path("breadcrumbs").forEach(events::add);
    events.removeIf(crumb -> !crumb.path("category").asText().equals("span.event"));
    assertThat(events)
        .extracting(crumb -> crumb.path("message").asText())
        .containsExactly("basket checked", "discount applied");
    assertThat(events.get(1).path("data").path("app.discount.code").asText()).isEqualTo("SPRING");
  }

  private static void assertDealtWith(Received received, ErrorEvent issue) {
    assertThat(issue.level()).isEqualTo("error");
    assertThat(issue.thrown().mechanism().path("handled").asBoolean()).isTrue();
    assertThat(issue.thrown().inAppFrames()).last().asString().endsWith("Refund.carrier");
    assertThat(issue.json().path("transaction").asText()).isEqualTo("tools/call refund_order");
    assertThat(issue.tag("mcp.method.name")).isEqualTo("tools/call");
    assertThat(issue.tag("gen_ai.tool.name")).isEqualTo("refund_order");
    assertThat(issue.tag("mcp.client.name")).isEqualTo("smoke-client");
    assertThat(issue.tag("mcp.server.name")).isEqualTo("bookshop");
    assertThat(issue.tag("network.transport")).isEqualTo("pipe");
    assertThat(issue.tag("mcp.failure")).isNull();
    assertThat(issue.json().path("extra").path("app.refund.order").asText()).isEqualTo("A-7");
    assertThat(issue.json().path("extra").path("app.refund.cents").asInt()).isEqualTo(1299);
    assertThat(issue.trace().spanId())
        .isEqualTo(received.transaction("tools/call refund_order").spanId());
  }

  private static void assertOutsideOfMcp(Received received, ErrorEvent issue) {
    assertThat(issue.thrown().mechanism().path("handled").asBoolean()).isTrue();
    assertThat(issue.tag("mcp.method.name")).isNull();
    assertThat(issue.trace().traceId())
        .isEqualTo(received.transaction("discover servers").traceId());
  }

  private static ErrorEvent issue(Received received, String message) {
    List<ErrorEvent> found =
        received.events().stream()
            .filter(event -> event.thrown().message().equals(message))
            .toList();
    assertThat(found).as(message).hasSize(1);
    return found.get(0);
  }

  private static JavaProgram program(FakeSentry sentry) {
    return JavaProgram.main(Build.row("custom"), "dev.mcpsentry.smoke.app.custom.CustomServer")
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn());
  }
}
