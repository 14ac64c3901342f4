package dev.mcpsentry.instrumentation.ratelimiters;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.faulttolerance.api.RateLimitException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limiters under the agent. */
class LocalLimitIT {

  private static final AttributeKey<String> REASON = stringKey("app.response.reason");
  private static final AttributeKey<String> SCOPE = stringKey("app.rate_limit.scope");

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  /** A limiter that lets the first request through and no other. */
  private record Limiter(String name, Runnable once) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Limiter> limiters() {
    Bucket bucket = bucket();
    Bucket probed = bucket();
    RateLimiter limiter =
        RateLimiter.of(
            "one",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofDays(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    return Stream.of(
        new Limiter("Bucket4j", () -> bucket.tryConsume(1)),
        new Limiter("Bucket4j probe", () -> probed.tryConsumeAndReturnRemaining(1)),
        new Limiter("Resilience4j", () -> permit(limiter)));
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillIntervally(1, Duration.ofDays(1)))
        .build();
  }

  private static void permit(RateLimiter limiter) {
    try {
      RateLimiter.waitForPermission(limiter);
    } catch (RequestNotPermitted refused) {
      // the second
    }
  }

  @ParameterizedTest
  @MethodSource("limiters")
  void limiterThatRefuses_saysSoOnTheRequest_andNothingBefore(Limiter limiter) {
    assertThat(served(limiter.once()).getAttributes().get(REASON)).isNull();
    SpanData refused = served(limiter.once());
    assertThat(refused.getAttributes().get(REASON)).isEqualTo("local_rate_limit");
    assertThat(refused.getAttributes().get(SCOPE)).isNull();
  }

  @Test
  void exceptionOfSmallRye_saysSo() {
    SpanData refused = served(() -> new RateLimitException("too often"));
    assertThat(refused.getAttributes().get(REASON)).isEqualTo("local_rate_limit");
  }

  @Test
  void answerOfSpringsGateway_saysSo_unlessItAllows() {
    assertThat(served(() -> gatewayAnswers(true)).getAttributes().get(REASON)).isNull();
    SpanData refused = served(() -> gatewayAnswers(false));
    assertThat(refused.getAttributes().get(REASON)).isEqualTo("local_rate_limit");
    assertThat(refused.getAttributes().get(SCOPE)).isNull();
  }

  private static Object gatewayAnswers(boolean allowed) {
    return new org.springframework.cloud.gateway.filter.ratelimit.RateLimiter.Response(
        allowed, Map.of());
  }

  @Test
  void applicationsOwnWord_stays() {
    SpanData refused =
        served(
            () -> {
              Span.current().setAttribute(REASON, "maintenance");
              bucket().tryConsume(2);
            });
    assertThat(refused.getAttributes().get(REASON)).isEqualTo("maintenance");
  }

  @Test
  void limiterOutsideOfRequests_harmsNobody() {
    testing.clearData();
    assertThat(bucket().tryConsume(2)).isFalse();
    assertThat(testing.spans()).isEmpty();
  }

  /** The span in which something is done; the HTTP server's are in the smoke tests. */
  private static SpanData served(Runnable something) {
    testing.clearData();
    Span span = GlobalOpenTelemetry.getTracer("test").spanBuilder("GET").startSpan();
    try (Scope scope = span.makeCurrent()) {
      something.run();
    } finally {
      span.end();
    }
    testing.waitForTraces(1);
    return testing.spans().get(0);
  }
}
