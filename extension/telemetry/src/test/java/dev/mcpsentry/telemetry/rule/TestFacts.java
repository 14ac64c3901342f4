package dev.mcpsentry.telemetry.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of a call, and of a process without surroundings. */
record TestFacts(
    String method,
    @Nullable String tool,
    @Nullable Object arguments,
    @Nullable Object result,
    @Nullable Object meta,
    @Nullable String uri,
    Map<String, String> named)
    implements Facts {

  static TestFacts of(Object arguments, Object result) {
    return new TestFacts("tools/call", "find_orders", arguments, result, null, null, Map.of());
  }

  static TestFacts named(Map<String, String> named) {
    return new TestFacts("tools/call", "find_orders", Map.of(), null, null, null, named);
  }

  static TestFacts resource(String uri) {
    return new TestFacts("resources/read", null, null, null, null, uri, Map.of());
  }

  @Override
  public @Nullable String header(String name) {
    return named.get("header:" + name);
  }

  @Override
  public @Nullable String query(String name) {
    return named.get("query:" + name);
  }

  @Override
  public @Nullable String diagnostic(String name) {
    return named.get("mdc:" + name);
  }

  @Override
  public @Nullable String environment(String name) {
    return named.get("env:" + name);
  }

  @Override
  public @Nullable String property(String name) {
    return named.get("prop:" + name);
  }
}
