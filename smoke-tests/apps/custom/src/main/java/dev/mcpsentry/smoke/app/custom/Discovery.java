package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;

/** Which servers there are, found out at the start, before any client has called. */
final class Discovery {

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("bookshop");

  List<String> discover(List<String> configured) {
    Span span =
        tracer
            .spanBuilder("discover servers")
            .setNoParent()
            .setAttribute("sentry.op", "mcp.discovery")
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      List<String> found = new ArrayList<>();
      for (String server : configured) {
        probe(server, found);
      }
      span.setAttribute("app.servers.configured", configured.size());
      span.setAttribute("app.servers.found", found.size());
      return found;
    } finally {
      span.end();
    }
  }

  private void probe(String server, List<String> found) {
    Span span =
        tracer
            .spanBuilder("probe " + server)
            .setAttribute("sentry.op", "mcp.discovery.probe")
            .startSpan();
    try {
      connect(server);
      found.add(server);
    } catch (IllegalStateException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR, "unreachable");
    } finally {
      span.end();
    }
  }

  private static void connect(String server) {
    if (server.startsWith("broken")) {
      throw new IllegalStateException("Nobody answers at " + server);
    }
  }
}
