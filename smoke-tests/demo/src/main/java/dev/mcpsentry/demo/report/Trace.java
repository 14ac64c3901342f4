package dev.mcpsentry.demo.report;

import dev.mcpsentry.smoke.ingest.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One trace as a waterfall.
 *
 * @param id its id
 * @param service who sent it, empty when not said
 * @param start seconds since the epoch
 * @param rows depth first
 */
public record Trace(String id, String service, double start, List<Row> rows) {

  /** The MCP operation in it, else whatever it begins with. */
  public Row subject() {
    return rows.stream().filter(Row::isOperation).findFirst().orElse(rows.get(0));
  }

  boolean isOperation() {
    return rows.stream().anyMatch(Row::isOperation);
  }

  static Trace of(List<Transaction> transactions, List<Issue> issues) {
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
        new Waterfall(nodes, issues).rows());
  }

  /** Lays out the nodes of one trace. */
  private static final class Waterfall {

    private final List<Issue> issues;
    private final Map<String, List<Node>> children = new HashMap<>();
    private final List<Node> roots = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final double start;
    private final double length;

    Waterfall(List<Node> nodes, List<Issue> issues) {
      this.issues = issues;
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

    List<Row> rows() {
      roots.forEach(root -> add(root, 0));
      return List.copyOf(rows);
    }

    private void add(Node node, int depth) {
      rows.add(
          Row.of(
              node,
              depth,
              100 * (node.start() - start) / length,
              100 * (node.end() - node.start()) / length,
              issues));
      children
          .getOrDefault(node.span().spanId(), List.of())
          .forEach(child -> add(child, depth + 1));
    }
  }
}
