package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Code that is run for a caller: how long it is and whether it was compiled before, not the code.
 */
class Sandbox {

  private final Map<String, int[]> compiled = new ConcurrentHashMap<>();

  @WithSpan("run code")
  int run(String code) {
    Span.current()
        .setAttribute("sentry.op", "sandbox.run")
        .setAttribute("app.code.length", code.length())
        .setAttribute("cache.hit", compiled.containsKey(code));
    int sum = 0;
    for (int number : compiled.computeIfAbsent(code, Sandbox::compile)) {
      sum += number;
    }
    return sum;
  }

  private static int[] compile(String code) {
    return Stream.of(code.split("\\+")).map(String::trim).mapToInt(Integer::parseInt).toArray();
  }
}
