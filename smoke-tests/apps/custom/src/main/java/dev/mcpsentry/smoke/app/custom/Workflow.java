package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Steps in layers: those of one run in parallel, and each layer waits for the one before. */
final class Workflow {

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("bookshop");

  int run(String name, List<List<String>> layers) throws Exception {
    ExecutorService threads = Context.taskWrapping(Executors.newFixedThreadPool(4));
    Span workflow = start("workflow " + name, "workflow");
    workflow.setAttribute("app.workflow.layers", layers.size());
    int steps = 0;
    try (Scope scope = workflow.makeCurrent()) {
      for (int number = 0; number < layers.size(); number++) {
        layer(number, layers.get(number), threads);
        steps += layers.get(number).size();
      }
    } finally {
      workflow.setAttribute("app.workflow.steps", steps).end();
      threads.shutdown();
    }
    return steps;
  }

  private void layer(int number, List<String> steps, ExecutorService threads) throws Exception {
    Span layer = start("layer " + number, "workflow.layer");
    layer.setAttribute("app.layer.steps", steps.size());
    try (Scope scope = layer.makeCurrent()) {
      List<Callable<String>> tasks = steps.stream().map(step -> task(step)).toList();
      for (Future<String> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      layer.end();
    }
  }

  private Callable<String> task(String step) {
    return () -> {
      Span span = start("step " + step, "workflow.step");
      try (Scope scope = span.makeCurrent()) {
        return step;
      } finally {
        span.end();
      }
    };
  }

  private Span start(String name, String op) {
    return tracer.spanBuilder(name).setAttribute("sentry.op", op).startSpan();
  }
}
