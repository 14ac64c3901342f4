package dev.mcpsentry.demo.report;

import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One trace as a waterfall.
 *
 * @param id its id
 * @param service who sent it, empty when not said
 * @param start seconds since the epoch
 * @param lines depth first, in order of time below each
 */
public record Trace(String id, String service, double start, List<Line> lines) {

  /** The MCP operation in it, else whatever it begins with. */
  public Row subject() {
    return rows()
        .filter(Row::isOperation)
        .findFirst()
        .orElseGet(() -> rows().findFirst().orElseThrow());
  }

  boolean isOperation() {
    return rows().anyMatch(Row::isOperation);
  }

  private Stream<Row> rows() {
    return lines.stream().filter(Row.class::isInstance).map(Row.class::cast);
  }

  /**
   * Puts together what belongs to one trace.
   *
   * @param logs by the span they were logged in
   */
  static Trace of(
      List<Transaction> transactions, List<Issue> issues, Map<String, List<TypedItem>> logs) {
    List<Node> nodes = new ArrayList<>();
    for (Transaction transaction : transactions) {
      nodes.add(Node.of(transaction));
      transaction.spans().forEach(span -> nodes.add(Node.of(span)));
    }
    nodes.sort(Comparator.comparingDouble(Node::start));
    String service = transactions.get(0).data("service.name");
    return new Trace(
        transactions.get(0).traceId(),
        service == null ? "" : service,
        nodes.get(0).start(),
        new Waterfall(nodes, issues, logs).lines());
  }

  /** What comes under a span, at its time. */
  private record Below(double time, Runnable adding) {}

  /** Lays out the nodes of one trace. */
  private static final class Waterfall {

    private final List<Issue> issues;
    private final Map<String, List<TypedItem>> logs;
    private final Map<String, List<Node>> children = new HashMap<>();
    private final List<Node> roots = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final double start;
    private final double length;

    Waterfall(List<Node> nodes, List<Issue> issues, Map<String, List<TypedItem>> logs) {
      this.issues = issues;
      this.logs = logs;
      this.start = nodes.get(0).start();
      double end = nodes.stream().mapToDouble(Node::end).max().orElse(start);
      this.length = Math.max(end - start, 1e-6);
      Set<String> present = new HashSet<>();
      nodes.forEach(node -> present.add(node.span().spanId()));
      for (Node node : nodes) {
        String parent = node.span().parentSpanId();
        if (parent == null || !present.contains(parent)) {
          roots.add(node);
        } else {
          children.computeIfAbsent(parent, id -> new ArrayList<>()).add(node);
        }
      }
    }

    List<Line> lines() {
      roots.forEach(root -> add(root, 0));
      return List.copyOf(lines);
    }

    private void add(Node node, int depth) {
      lines.add(
          Row.of(
              node,
              depth,
              100 * (node.start() - start) / length,
              100 * (node.end() - node.start()) / length,
              issues));
      String spanId = node.span().spanId();
      List<Below> below = new ArrayList<>();
      for (Node child : children.getOrDefault(spanId, List.of())) {
        below.add(new Below(child.start(), () -> add(child, depth + 1)));
      }
      for (TypedItem log : logs.getOrDefault(spanId, List.of())) {
        below.add(new Below(LogLine.time(log), () -> lines.add(LogLine.of(log, depth + 1, start))));
      }
      below.sort(Comparator.comparingDouble(Below::time));
      below.forEach(next -> next.adding().run());
    }
  }
}
