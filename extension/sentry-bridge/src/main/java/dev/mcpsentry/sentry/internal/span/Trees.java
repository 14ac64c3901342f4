package dev.mcpsentry.sentry.internal.span;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups spans whose local root is gone or not yet known. */
final class Trees {

  /**
   * A span whose parent is not among the others.
   *
   * @param root that span
   * @param descendants everything below it
   */
  record Tree(SpanData root, List<SpanData> descendants) {}

  private Trees() {}

  static List<Tree> of(List<SpanData> spans) {
    Map<String, SpanData> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.getSpanId(), span));
    Map<String, Tree> trees = new LinkedHashMap<>();
    for (SpanData span : spans) {
      SpanData top = top(span, byId);
      Tree tree = trees.computeIfAbsent(top.getSpanId(), id -> new Tree(top, new ArrayList<>()));
      if (top != span) {
        tree.descendants().add(span);
      }
    }
    return List.copyOf(trees.values());
  }

  private static SpanData top(SpanData span, Map<String, SpanData> byId) {
    SpanData top = span;
    SpanData parent = byId.get(top.getParentSpanId());
    // the bound only matters to spans that are each other's parents
    for (int depth = 0; parent != null && depth < byId.size(); depth++) {
      top = parent;
      parent = byId.get(top.getParentSpanId());
    }
    return top;
  }
}
