package dev.mcpsentry.demo.report;

import dev.mcpsentry.smoke.ingest.Discarded;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Rejection;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything there is to show.
 *
 * @param traces in order of time
 * @param outside what was logged in none of their spans, in order of time
 * @param issues in order of arrival
 * @param measured what the metrics say
 * @param onCall what whoever is on call would look at
 * @param dropped what the servers threw away, by their own client reports, in words
 * @param rejected what Sentry would have refused, in words
 * @param facts how much of what
 */
public record Report(
    List<Trace> traces,
    List<LogLine> outside,
    List<Issue> issues,
    Measured measured,
    List<Figure> onCall,
    List<String> dropped,
    List<String> rejected,
    List<Fact> facts) {

  /** One number with its name. */
  public record Fact(long number, String name) {}

  /** The traces with an MCP operation in them. */
  public List<Trace> operations() {
    return traces.stream().filter(Trace::isOperation).toList();
  }

  /** The rest, such as the stream of server messages. */
  public List<Trace> others() {
    return traces.stream().filter(trace -> !trace.isOperation()).toList();
  }

  /** Reads the payloads as they were accepted. */
  public static Report of(Received received, List<Figure> onCall) {
    List<Issue> issues = received.events().stream().map(Issue::of).toList();
    Map<String, List<TypedItem>> logs =
        received.logs().stream().collect(Collectors.groupingBy(LogLine::spanId));
    return new Report(
        traces(received.transactions(), issues, logs),
        outside(received),
        issues,
        Measured.of(received.metrics()),
        List.copyOf(onCall),
        received.discarded().stream().map(Report::inWords).toList(),
        received.rejections().stream().map(Rejection::reason).toList(),
        facts(received));
  }

  private static List<Trace> traces(
      List<Transaction> transactions, List<Issue> issues, Map<String, List<TypedItem>> logs) {
    Map<String, List<Transaction>> byTrace = new LinkedHashMap<>();
    for (Transaction transaction : transactions) {
      byTrace.computeIfAbsent(transaction.traceId(), id -> new ArrayList<>()).add(transaction);
    }
    return byTrace.values().stream()
        .map(ofTrace -> Trace.of(ofTrace, issues, logs))
        .sorted(Comparator.comparingDouble(Trace::start))
        .toList();
  }

  private static List<LogLine> outside(Received received) {
    Set<String> spans =
        received.transactions().stream()
            .flatMap(t -> Stream.concat(Stream.of(t.root()), t.spans().stream()))
            .map(Span::spanId)
            .collect(Collectors.toSet());
    return received.logs().stream()
        .filter(log -> !spans.contains(LogLine.spanId(log)))
        .sorted(Comparator.comparingDouble(LogLine::time))
        .map(LogLine::outside)
        .toList();
  }

  private static List<Fact> facts(Received received) {
    List<Fact> facts = new ArrayList<>();
    int spans = received.transactions().stream().mapToInt(t -> t.spans().size()).sum();
    facts.add(new Fact(received.transactions("mcp.server").size(), "MCP operations"));
    facts.add(new Fact(received.transactions().size(), "transactions"));
    facts.add(new Fact(spans, "child spans"));
    facts.add(new Fact(received.events().size(), "issues"));
    facts.add(new Fact(received.metrics().size(), "metric points"));
    facts.add(new Fact(received.logs().size(), "logs"));
    facts.add(new Fact(sessions(received.sessionBuckets()), "release-health sessions"));
    facts.removeIf(fact -> fact.number() == 0 && !fact.name().equals("issues"));
    return List.copyOf(facts);
  }

  private static int sessions(List<SessionBucket> buckets) {
    return buckets.stream()
        .mapToInt(bucket -> bucket.exited() + bucket.errored() + bucket.crashed())
        .sum();
  }

  private static String inWords(Discarded line) {
    return line.quantity() + " × " + line.category() + " (" + line.reason() + ")";
  }
}
