package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class SwallowedExceptionsTest {

  private final McpOperation operation =
      new McpTelemetry(OpenTelemetry.noop(), "test", McpOptions.DEFAULT)
          .receive(
              new McpRequest("tools/call", 1, null),
              new McpSession(McpTransport.HTTP, null),
              Context.root());

  @Test
  void exception_isKeptWithoutItsWrappers() {
    IllegalStateException boom = new IllegalStateException("boom");
    try (Scope scope = operation.context().makeCurrent()) {
      SwallowedExceptions.keep(
          new RuntimeException("Error invoking method: fail", new InvocationTargetException(boom)));
    }

    assertThat(operation.throwable()).isSameAs(boom);
  }

  @Test
  void exceptionThatWasDealtWith_isForgotten() {
    IllegalStateException last = new IllegalStateException("last");
    try (Scope scope = operation.context().makeCurrent()) {
      SwallowedExceptions.keep(new IllegalStateException("first"));
      SwallowedExceptions.keep(last);
      assertThat(operation.throwable()).isSameAs(last);
      SwallowedExceptions.keep(null);
      assertThat(operation.throwable()).isNull();
    }
  }

  @Test
  void outsideAnOperation_nothingHappens() {
    SwallowedExceptions.keep(new IllegalStateException("boom"));

    assertThat(operation.throwable()).isNull();
  }
}
