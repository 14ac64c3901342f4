package dev.mcpsentry.telemetry.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mcpsentry.telemetry.privacy.Redaction;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  private static final Redaction REDACTION = new Redaction(List.of());

  private final List<String> complaints = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "arg:/tenant; acme",
        "arg:/order/id; 7",
        "arg:/lines/1/sku; b2",
        "arg:/a~1b; slash",
        "arg:/m~0n; tilde",
        "arg:/paid; true",
        "arg:/order; ",
        "arg:/lines; ",
        "arg:/lines/01/sku; ",
        "arg:/lines/9; ",
        "arg:/lines/-; ",
        "arg:/tenant/deeper; ",
        "arg:/none; ",
        "arg:/empty; ",
        "arg:; ",
        "arg:/none, arg:/tenant; acme",
        "arg:/empty, text:default; default",
        "text:a b c; a b c",
        "'text:\"a, b | c; when\"'; 'a, b | c; when'",
        "text:https://acme.org/x?y=z; https://acme.org/x?y=z",
      })
  void sources_tellTheFirstValue(String source, @Nullable String value) {
    Map<String, Object> arguments =
        Map.of(
            "tenant", "acme",
            "order", Map.of("id", 7),
            "lines", List.of(Map.of("sku", "a1"), Map.of("sku", "b2")),
            "a/b", "slash",
            "m~n", "tilde",
            "paid", true,
            "empty", "");
    assertThat(atStart("app.x = " + source + " when tool=*", TestFacts.of(arguments, Map.of())))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "env:TIER, gold",
    "prop:acme.tier, silver",
    "flag:--tier, bronze",
    "flag:tier, bronze",
    "flag:size, 12",
    "flag:dry-run, true",
    "flag:last, true",
    "flag:jar, ",
    "header:X-Tenant, acme",
    "header:x-tenant, acme",
    "query:mode, fast",
    "env:NONE, ",
    "prop:none, ",
    "flag:none, ",
    "header:none, ",
    "query:none, ",
    "mdc:none, ",
  })
  void surroundings_areKnownByName(String source, @Nullable String value) {
    TestFacts facts =
        TestFacts.named(
            Map.of(
                "env:TIER", "gold",
                "prop:acme.tier", "silver",
                "prop:sun.java.command", "shop.jar --tier bronze --size=12 --dry-run --last",
                "header:x-tenant", "acme",
                "query:mode", "fast"));
    assertThat(atStart("app.x = " + source + " when tool=*", facts)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "db://orders/1; uri:scheme; db",
        "DB://orders/1; uri:scheme | lower; db",
        "https://ada:pw@Acme.org:8443/x; uri:host; acme.org",
        "https://[::1]:80/x; uri:host; [::1]",
        "urn:isbn:1; uri:host; ",
        "no-uri; uri:scheme; ",
        "://x; uri:scheme; ",
        "https:///x; uri:host; ",
      })
  void uris_areTakenApart(String uri, String source, @Nullable String value) {
    Rules rules = rules("app.x = " + source + " when method=resources/*");
    assertThat(rules.value("app.x", TestFacts.resource(uri), REDACTION)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "in(a, b); a; a",
        "in(a, b); c; other",
        "in(); a; other",
        "in(\"x,y\"); x,y; x,y",
        "map(a=>1, b => 2); b; 2",
        "map(a=>1); c; ",
        "map(a=b=>1); a=b; 1",
        "glob(*/issues/*/events/*=>event, */issues/*=>issue); x/issues/1/events/2; event",
        "glob(*/issues/*/events/*=>event, */issues/*=>issue); x/issues/1; issue",
        "glob(*/issues/*=>issue); x/replays/1; ",
        "lower; ABC; abc",
        "host; https://Acme.org/x; acme.org",
        "host; acme; ",
        "lower | map(gold=>paid, silver=>paid); GOLD; paid",
        "lower | in(gold) ; Silver; other",
      })
  void row14_guards_makeOfItWhatTheySay(String guard, String given, @Nullable String value) {
    assertThat(atStart("app.x = arg:/v | " + guard, TestFacts.of(Map.of("v", given), Map.of())))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "TRUE, true",
    "1, true",
    "on, true",
    "yes, true",
    "false, false",
    "0, false",
    "off, false",
    "No, false",
    "maybe, ",
    "2, ",
  })
  void bool_isAFlagOrNothing(String given, @Nullable Boolean value) {
    assertThat(atStart("app.x = arg:/v | bool", TestFacts.of(Map.of("v", given), Map.of())))
        .isEqualTo(value);
  }

  @Test
  void row13_count_isAWholeNumber() {
    TestFacts facts =
        TestFacts.of(Map.of(), Map.of("structuredContent", Map.of("items", List.of(1, 2))));
    assertThat(value(rules("app.x = result:/structuredContent | count").atEnd(facts, REDACTION)))
        .isEqualTo(2L);
    assertThat(
            value(
                rules("app.x = result:/structuredContent | count | map(2=>two)")
                    .atEnd(facts, REDACTION)))
        .isEqualTo("two");
  }

  @Test
  void row13_ofWhatIsNoList_thereIsNone() {
    for (Object other : List.of(Map.of("a", 1), "text", 7)) {
      TestFacts facts = TestFacts.of(Map.of(), Map.of("structuredContent", other));
      assertThat(rules("").atEnd(facts, REDACTION)).isEmpty();
    }
  }

  @Test
  void count_isOursUnlessARuleReplacesIt() {
    TestFacts facts =
        TestFacts.of(Map.of(), Map.of("structuredContent", List.of(), "n", List.of(1)));
    assertThat(rules("").atEnd(facts, REDACTION))
        .containsExactly(new Told("gen_ai.tool.call.result.count", 0L));
    assertThat(rules("gen_ai.tool.call.result.count = result:/n | count").atEnd(facts, REDACTION))
        .containsExactly(new Told("gen_ai.tool.call.result.count", 1L));
    assertThat(rules("").atEnd(TestFacts.resource("a://b"), REDACTION)).isEmpty();
  }

  @Test
  void severalRulesForOneAttribute_theFirstWithAValueCounts() {
    Rules rules =
        rules(
            """
            # what is asked for
            app.kind = text:search when tool=find_*
            app.kind = arg:/kind | in(a)   ; app.kind = text:rest when method=tools/call
            """);
    assertThat(value(rules.atStart(TestFacts.of(Map.of("kind", "a"), Map.of()), REDACTION)))
        .isEqualTo("search");
    TestFacts other =
        new TestFacts("tools/call", "pay", Map.of("kind", "a"), null, null, null, Map.of());
    assertThat(value(rules.atStart(other, REDACTION))).isEqualTo("a");
    TestFacts none = new TestFacts("tools/call", null, null, null, null, null, Map.of());
    assertThat(value(rules.atStart(none, REDACTION))).isEqualTo("rest");
    assertThat(rules.atStart(TestFacts.resource("a://b"), REDACTION))
        .as("the scheme, which nobody has to ask for")
        .containsExactly(new Told("app.resource.type", "a"));
  }

  @Test
  void pathClaimsAndTransport_areAsked() {
    Facts facts =
        new Facts() {
          @Override
          public String pathVariable(String name) {
            return "path of " + name;
          }

          @Override
          public String claim(String name) {
            return "claim " + name;
          }

          @Override
          public Object transportValue(String key) {
            return 7;
          }
        };
    Rules rules = rules("app.a = path:tenant; app.b = claim:project; app.c = context:shard");
    assertThat(rules.claims()).containsExactly("project");
    assertThat(rules.transportKeys()).containsExactly("shard");
    assertThat(rules.askForPaths()).isTrue();
    assertThat(rules.atStart(facts, REDACTION))
        .containsExactly(new Told("app.a", "path of tenant"), new Told("app.b", "claim project"));
    assertThat(rules.atEnd(facts, REDACTION)).containsExactly(new Told("app.c", "7"));
    assertThat(rules("app.x = text:y").askForPaths()).isFalse();
  }

  @Test
  void whatOneRuleNeedsTheResultFor_isToldAtTheEndByAll() {
    Rules rules = rules("app.x = result:/kind; app.x = arg:/kind");
    TestFacts facts = TestFacts.of(Map.of("kind", "asked"), Map.of());
    assertThat(rules.atStart(facts, REDACTION)).isEmpty();
    assertThat(value(rules.atEnd(facts, REDACTION))).isEqualTo("asked");
    assertThat(
            value(
                rules.atEnd(
                    TestFacts.of(Map.of("kind", "asked"), Map.of("kind", "answered")), REDACTION)))
        .isEqualTo("answered");
  }

  @Test
  void whatIsTheSameAllTheTime_isToldOnceAndForAll() {
    Rules rules =
        rules(
            "app.tier = env:TIER, text:free; app.x = env:TIER, arg:/x; app.y = env:A when tool=*");
    TestFacts facts = TestFacts.named(Map.of("env:TIER", "gold"));
    assertThat(rules.always(facts, REDACTION)).containsExactly(new Told("app.tier", "gold"));
    assertThat(rules.atStart(facts, REDACTION)).containsExactly(new Told("app.x", "gold"));
    assertThat(rules.always(TestFacts.named(Map.of()), REDACTION))
        .containsExactly(new Told("app.tier", "free"));
  }

  @Test
  void diagnosticContext_isToldWhenSomethingIsLogged_elseWhatElseIsSaid() {
    Rules rules = rules("app.tenant = mdc:tenant, header:x-tenant; app.y = arg:/y");
    TestFacts facts = TestFacts.named(Map.of("mdc:tenant", "a", "header:x-tenant", "b"));
    assertThat(rules.whenLogged(facts, REDACTION)).containsExactly(new Told("app.tenant", "a"));
    assertThat(value(rules.atStart(TestFacts.named(Map.of("header:x-tenant", "b")), REDACTION)))
        .isEqualTo("b");
  }

  @Test
  void fewValues_areToBeSearchedBy_anyValueIsNot() {
    Rules rules =
        rules(
            "app.a = arg:/a | in(x); app.b = arg:/b; app.c = env:C; app.d = arg:/d | lower;"
                + " app.e = arg:/e | bool; app.f = arg:/f | in(x); app.f = arg:/g;"
                + " app.g = arg:/g | host");
    assertThat(rules.boundedKeys())
        .containsExactly("app.a", "app.c", "app.e", "gen_ai.tool.call.result.count");
    assertThat(rules.unboundedKeys())
        .containsExactly("app.b", "app.d", "app.f", "app.g", "app.resource.type");
  }

  @Test
  void secrets_areMaskedByNameAndByForm_whereverTheyComeFrom() {
    String token = "ghp_" + "a1B2".repeat(9);
    TestFacts facts =
        new TestFacts(
            "tools/call",
            "find_orders",
            Map.of("password", "hunter2", "note", "see " + token, "keys", List.of("hunter2")),
            null,
            Map.of("api_key", "hunter2"),
            null,
            Map.of(
                "env:DB_PASSWORD", "hunter2",
                "prop:acme.secret", "hunter2",
                "prop:sun.java.command", "shop.jar --token hunter2",
                "header:x-auth-token", "hunter2",
                "query:signature", "hunter2"));
    List<String> sources =
        List.of(
            "arg:/password",
            "arg:/password | lower",
            "arg:/note",
            "meta:/api_key",
            "env:DB_PASSWORD",
            "prop:acme.secret",
            "flag:token",
            "header:x-auth-token",
            "query:signature");
    for (String source : sources) {
      assertThat(atStart("app.x = " + source + " when tool=*", facts))
          .as(source)
          .asString()
          .contains(Redaction.MASK)
          .doesNotContain("hunter2", token);
    }
    assertThat(value(rules("app.x = env:DB_PASSWORD").always(facts, REDACTION)))
        .isEqualTo(Redaction.MASK);
    assertThat(atStart("app.x = env:DB_PASSWORD | in(none) when tool=*", facts)).isEqualTo("other");
    assertThat(atStart("app.x = env:DB_PASSWORD | map(hunter2=>weak) when tool=*", facts))
        .isEqualTo("weak");
  }

  @Test
  void hugeValues_costNoMoreThanTheirCap() {
    String huge = "a b ".repeat(2_500_000);
    TestFacts facts = TestFacts.of(Map.of("v", huge), Map.of());
    for (String guard : List.of("", "| lower", "| glob(*b*b*b*c*=>x, *=>y)", "| in(a)", "| host")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> atStart("app.x = arg:/v " + guard + " when tool=*", facts));
    }
    assertThat(atStart("app.x = arg:/v", facts)).asString().hasSizeBetween(100, 128);
    BigInteger number = BigInteger.ONE.shiftLeft(20_000_000);
    assertThat(
            assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> atStart("app.x = arg:/v", TestFacts.of(Map.of("v", number), Map.of()))))
        .isNull();
  }

  @Test
  void mapsThatHoldThemselvesOrThrow_harmNobody() {
    Map<String, Object> ring = new HashMap<>();
    ring.put("ring", ring);
    ring.put("v", "found");
    assertThat(atStart("app.x = arg:" + "/ring".repeat(15) + "/v", TestFacts.of(ring, ring)))
        .isEqualTo("found");
    assertThat(atStart("app.x = arg:/ring", TestFacts.of(ring, ring))).isNull();
    assertThat(
            value(rules("app.x = result:/ring | count").atEnd(TestFacts.of(ring, ring), REDACTION)))
        .isNull();
    Map<String, Object> broken =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("not now");
          }
        };
    assertThat(atStart("app.x = arg:/v; app.x = text:still when tool=*", TestFacts.of(broken, "")))
        .isEqualTo("still");
    Map<Object, Object> numbers = new TreeMap<>(Map.of(7, "seven"));
    assertThat(atStart("app.x = arg:/v", TestFacts.of(numbers, ""))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense; line 1, column 1: rules make attributes",
        "app.x; line 1, column 6: '=' is expected",
        "app.x =; line 1, column 8: a source is expected",
        "app.x = ,; line 1, column 9: a source is expected",
        "app.x = env; line 1, column 9: a source is expected",
        "app.x = env:; line 1, column 9: a name is missing",
        "app.x = foo:bar; line 1, column 9: there is no source foo",
        "app.x = text:a, foo:b; line 1, column 17: there is no source foo",
        "app.x = arg:tenant; line 1, column 9: a pointer begins with a slash",
        "app.x = arg:/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17; line 1, column 9: a pointer has",
        "app.x = uri:path; line 1, column 9: a URI has a scheme and a host",
        "app.x = header:Authorization; line 1, column 9: authorization is never recorded",
        "app.x = header:cookie; line 1, column 9: cookie is never recorded",
        "app.x = header:Mcp-Param-City; line 1, column 9: mcp-param-city is never recorded",
        "app.x = header:mcp_session_id; line 1, column 9: mcp_session_id is never recorded",
        "app.x = query:Mcp-Session-Id; line 1, column 9: Mcp-Session-Id is never recorded",
        "app.x = text:\"a; line 1, column 14: a closing quotation mark is missing",
        "app.x = text:\"a\" b; line 1, column 18: nothing is expected here",
        "app.x = text:a | ; line 1, column 17: there is no guard",
        "app.x = text:a | shout; line 1, column 18: there is no guard shout",
        "app.x = text:a | lower(b); line 1, column 18: this guard takes nothing",
        "app.x = text:a | in(a; line 1, column 22: a closing parenthesis is missing",
        "app.x = text:a | in(a=>b); line 1, column 18: values of in()",
        "app.x = text:a | map(); line 1, column 18: nothing is given",
        "app.x = text:a | map(a); line 1, column 18: it is not said what a becomes",
        "app.x = text:a | map(a=>); line 1, column 25: a value has 1 to 128",
        "app.x = text:a | glob(a=>b; line 1, column 27: a closing parenthesis is missing",
        "app.x = text:a when; line 1, column 20: a rule is for a tool or a method",
        "app.x = text:a when user=b; line 1, column 21: a rule is for a tool or a method",
        "app.x = text:a when tool; line 1, column 25: '=' is expected",
        "app.x = text:a when tool=; line 1, column 26: a name is missing",
        "app.name = text:a; line 1, column 1: app.name is Sentry's own",
        "app.vitals.start = text:a; line 1, column 1: app.vitals.start is Sentry's own",
        "app.transport = text:a; line 1, column 1: app.transport is known already",
        "app.server.mode.x = text:a; line 1, column 1: app.server.mode.x is known already",
        "mcp.session.id = text:a; line 1, column 1: rules make attributes",
        "sentry.op = text:a; line 1, column 1: rules make attributes",
        "App.x = text:a; line 1, column 1: an attribute's name has small letters",
        "app..x = text:a; line 1, column 1: an attribute's name has small letters",
        "app. = text:a; line 1, column 1: an attribute's name has small letters",
        "gen_ai.tool.call.result.count = text:a; line 1, column 1: gen_ai.tool.call.result.count is"
            + " a",
        "mcp.tool.name = arg:/a | bool; line 1, column 1: mcp.tool.name is a text",
        "= text:a; line 1, column 1: an attribute's name",
      })
  void wrongRule_isNamedWithItsPlace_andTheOthersCount(String rule, String complaint) {
    Rules rules = rules(rule + "\napp.right = text:right");
    assertThat(complaints).singleElement().asString().startsWith(complaint);
    assertThat(rules.always(TestFacts.named(Map.of()), REDACTION))
        .containsExactly(new Told("app.right", "right"));
  }

  @Test
  void placesCountTheirOwnLine_alsoAfterSemicolons() {
    rules("app.a = text:a\n\n  app.b = foo:b; app.c = foo:c");
    assertThat(complaints)
        .containsExactly(
            "line 3, column 11: there is no source foo",
            "line 3, column 26: there is no source foo");
  }

  @Test
  void attributeOfTwoTypes_hasTheFirst() {
    Rules rules = rules("app.x = arg:/a | count; app.x = arg:/a");
    assertThat(complaints).singleElement().asString().contains("of another type");
    assertThat(rules.named().get(0).rules()).hasSize(1);
  }

  @Test
  void rulesThatAreAllWrong_areNamedUpToABound() {
    String text = "wrong\n".repeat(20_000);
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> rules(text));
    assertThat(complaints).hasSize(21).last().isEqualTo("19980 more are wrong");
  }

  @Test
  void moreThanFiftyRules_areLeftOut() {
    String text =
        IntStream.range(0, 60)
            .mapToObj(i -> "app.a" + i + " = text:a")
            .collect(Collectors.joining(";"));
    assertThat(rules(text).always(TestFacts.named(Map.of()), REDACTION)).hasSize(50);
    assertThat(complaints).singleElement().asString().contains("there are 50 rules already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"\"\"",
        ";;;",
        "|",
        "=",
        "=>",
        "app.x = text:a | in((((",
        "app.x=a:b|c(d,",
        "app.x = text:\u0000",
        "app.x = text:a when when when",
        "#",
        "# ; app.x = text:a",
        "@"
      })
  void garbage_endsInAComplaintOrInNothing(String text) {
    assertThat(rules(text).always(TestFacts.named(Map.of()), REDACTION).size()).isLessThan(2);
  }

  @Test
  void comments_goToTheEndOfTheirLine() {
    Rules rules = rules("  # app.a = text:a; app.b = text:b\r\napp.c = text:c # d\r\n");
    assertThat(complaints).isEmpty();
    assertThat(rules.always(TestFacts.named(Map.of()), REDACTION))
        .containsExactly(new Told("app.c", "c # d"));
  }

  @Test
  void file_isRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rules");
    Files.writeString(file, "# tier\napp.tier = text:gold\napp.y = foo:b\n");
    assertThat(rules("@" + file).always(TestFacts.named(Map.of()), REDACTION))
        .containsExactly(new Told("app.tier", "gold"));
    assertThat(complaints).containsExactly("line 3, column 9: there is no source foo");
  }

  @Test
  void fileThatCannotBeRead_isNamed_andNothingElseHappens(@TempDir Path folder) throws IOException {
    Path huge = folder.resolve("huge");
    Files.writeString(huge, "#".repeat(70_000));
    for (Path file : List.of(folder, folder.resolve("missing"), huge)) {
      complaints.clear();
      assertThat(rules("@" + file)).isEqualTo(rules(""));
      assertThat(complaints).singleElement().asString().startsWith(file.toString());
    }
    assertThat(rules("@\u0000")).isEqualTo(rules(""));
  }

  private Rules rules(String text) {
    return Rules.of(text, complaints::add);
  }

  private @Nullable Object atStart(String text, Facts facts) {
    Object value = value(rules(text).atStart(facts, REDACTION));
    assertThat(complaints).isEmpty();
    return value;
  }

  private static @Nullable Object value(List<Told> told) {
    return told.stream()
        .filter(attribute -> !attribute.key().startsWith("gen_ai."))
        .map(Told::value)
        .findFirst()
        .orElse(null);
  }
}
