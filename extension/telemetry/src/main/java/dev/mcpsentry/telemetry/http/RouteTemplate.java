package dev.mcpsentry.telemetry.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for paths: segments of text, <code>{name}</code> for one segment, <code>{name?}</code>
 * at the end for one or none, a star for one segment, and two stars at the end for any rest, or
 * none. Immutable.
 */
public final class RouteTemplate {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,30}");
  private static final int MAX_SEGMENTS = 20;

  private enum Kind {
    TEXT,
    VARIABLE,
    OPTIONAL,
    ANY,
    REST
  }

  private record Part(Kind kind, String text) {

    static Part of(String segment) {
      if (segment.equals("**")) {
        return new Part(Kind.REST, "");
      }
      if (segment.equals("*")) {
        return new Part(Kind.ANY, "");
      }
      if (!segment.startsWith("{") || !segment.endsWith("}")) {
        if (segment.isEmpty() || segment.contains("*") || segment.contains("{")) {
          throw new IllegalArgumentException("not a segment: " + segment);
        }
        return new Part(Kind.TEXT, segment);
      }
      boolean optional = segment.endsWith("?}");
      String name = segment.substring(1, segment.length() - (optional ? 2 : 1));
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not a variable's name: " + segment);
      }
      return new Part(optional ? Kind.OPTIONAL : Kind.VARIABLE, name);
    }

    boolean mayBeMissing() {
      return kind == Kind.OPTIONAL || kind == Kind.REST;
    }

    boolean takes(String segment) {
      return kind == Kind.TEXT ? text.equals(segment) : !segment.isEmpty();
    }
  }

  private final String text;
  private final List<Part> parts;

  private RouteTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException when it is none, with the reason
   */
  static RouteTemplate of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a template begins with a slash: " + text);
    }
    List<Part> parts = new ArrayList<>();
    for (String segment : segments(text)) {
      parts.add(Part.of(segment));
    }
    if (parts.size() > MAX_SEGMENTS) {
      throw new IllegalArgumentException("more than " + MAX_SEGMENTS + " segments: " + text);
    }
    checkOrder(text, parts);
    return new RouteTemplate(text, List.copyOf(parts));
  }

  private static void checkOrder(String text, List<Part> parts) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean last = i + 1 == parts.size();
      if (!last
          && (part.kind() == Kind.REST
              || part.mayBeMissing() && !parts.get(i + 1).mayBeMissing())) {
        throw new IllegalArgumentException("what may be missing stands at the end: " + text);
      }
      boolean named = part.kind() == Kind.VARIABLE || part.kind() == Kind.OPTIONAL;
      if (named && !names.add(part.text())) {
        throw new IllegalArgumentException("there are two " + part.text() + ": " + text);
      }
    }
  }

  static List<String> segments(String path) {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    inner = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** The variables' values in a path; null when the path is not like this. */
  @Nullable Map<String, String> match(List<String> path) {
    Map<String, String> values = Map.of();
    int at = 0;
    for (Part part : parts) {
      if (part.kind() == Kind.REST) {
        return values;
      }
      if (at == path.size()) {
        if (!part.mayBeMissing()) {
          return null;
        }
        continue;
      }
      String segment = path.get(at++);
      if (!part.takes(segment)) {
        return null;
      }
      if (part.kind() == Kind.VARIABLE || part.kind() == Kind.OPTIONAL) {
        values = values.isEmpty() ? new LinkedHashMap<>() : values;
        values.put(part.text(), segment);
      }
    }
    return at == path.size() ? values : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteTemplate template && text.equals(template.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
