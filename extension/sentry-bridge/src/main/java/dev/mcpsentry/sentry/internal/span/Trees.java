package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
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
  record Tree(TypedSpan root, List<TypedSpan> descendants) {}

  private Trees() {}

  static List<Tree> of(List<TypedSpan> spans) {
    Map<String, TypedSpan> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.spanId(), span));
    Map<String, Tree> trees = new LinkedHashMap<>();
    for (TypedSpan span : spans) {
      TypedSpan top = top(span, byId);
      Tree tree = trees.computeIfAbsent(top.spanId(), id -> new Tree(top, new ArrayList<>()));
      if (top != span) {
        tree.descendants().add(span);
      }
    }
    return List.copyOf(trees.values());
  }

  private static TypedSpan top(TypedSpan span, Map<String, TypedSpan> byId) {
    TypedSpan top = span;
    TypedSpan parent = byId.get(top.data().getParentSpanId());
    // the bound only matters to spans that are each other's parents
    for (int depth = 0; parent != null && depth < byId.size(); depth++) {
      top = parent;
      parent = byId.get(top.data().getParentSpanId());
    }
    return top;
  }
}
