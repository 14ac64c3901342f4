package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
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
  void exceptionOfAnInvokedMethod_isKept_butNotOneForWantOfArguments() {
    IllegalStateException boom = new IllegalStateException("boom");
    try (Scope scope = operation.context().makeCurrent()) {
      SwallowedExceptions.keepInvoked(new InvocationTargetException(boom));
      assertThat(operation.throwable()).isSameAs(boom);
      SwallowedExceptions.keepInvoked(new IllegalArgumentException("missing variable"));
      assertThat(operation.throwable()).isNull();
    }
  }

  @Test
  void resultThatIsNoAnswer_isTheMethodsMistake() {
    IllegalArgumentException odd = new IllegalArgumentException("unsupported return type");
    odd.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.example.Converter", "convertToGetPromptResult", null, 1)
        });
    try (Scope scope = operation.context().makeCurrent()) {
      SwallowedExceptions.keepInvoked(odd);
    }

    assertThat(operation.throwable()).isSameAs(odd);
  }

  @Test
  void argumentsThatDoNotFit_areNoErrorOfTheTool() {
    try (Scope scope = operation.context().makeCurrent()) {
      SwallowedExceptions.argumentsRead(null);
      assertThat(operation.isSettled()).isFalse();
      SwallowedExceptions.argumentsRead(new NumberFormatException("x"));
    }

    assertThat(operation.failure()).isEqualTo(FailureClassifier.invalidArguments());
  }

  @Test
  void outsideAnOperation_nothingHappens() {
    SwallowedExceptions.keep(new IllegalStateException("boom"));

    assertThat(operation.throwable()).isNull();
  }
}
