package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcTest {

  @ParameterizedTest
  @CsvSource({
    "SERVER, rpc.system, rpc.server",
    "SERVER, rpc.system.name, rpc.server",
    "CLIENT, rpc.system.name, rpc",
  })
  void call_keepsItsName(SpanKind kind, String systemKey, String op) {
    assertThat(Told.of(span("Greeter/Hi", kind, 1).with(systemKey, "grpc")))
        .isEqualTo(new Told(op, "Greeter/Hi", "custom"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, ok",
    "1, cancelled",
    "4, deadline_exceeded",
    "5, not_found",
    "13, internal_error",
    "16, unauthenticated",
    "17, internal_error",
    "-1, internal_error",
  })
  void status_isTheCodesNameOrFollowsTheSpan(long code, String expected) {
    assertThat(
            span("Greeter/Hi", SpanKind.SERVER, 1)
                .with("rpc.system", "grpc")
                .with("rpc.grpc.status_code", code)
                .failed("")
                .typed()
                .status())
        .isEqualTo(expected);
  }
}
