package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.csrf.MissingCsrfTokenException;
import reactor.core.publisher.Mono;

class RefusalTest {

  static Stream<Arguments> reasons() {
    return Stream.of(
        arguments(
            new InsufficientAuthenticationException("Full authentication is required"),
            "invalid_access",
            "missing_or_invalid_access"),
        arguments(
            new AuthenticationCredentialsNotFoundException("Not Authenticated"),
            "invalid_access",
            "missing_or_invalid_access"),
        arguments(new BadCredentialsException("Bad"), "invalid_access", "invalid_access"),
        arguments(
            new AccessDeniedException("Access Denied"), "insufficient_scope", "insufficient_scope"),
        arguments(new MissingCsrfTokenException("tok"), "invalid_request", "other"),
        arguments(
            oauth("invalid_token", "Jwt expired at 2024"), "invalid_access", "access_expired"),
        arguments(
            oauth("invalid_token", "The aud claim is not valid"),
            "invalid_access",
            "access_audience_mismatch"),
        arguments(oauth("invalid_token", null), "invalid_access", "invalid_access"),
        arguments(oauth("of_their_own", "secret"), "other", "other"));
  }

  private static OAuth2AuthenticationException oauth(String code, String description) {
    return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void reason_isToldByClassAndDescription(Throwable why, String code, String reason)
      throws Exception {
    assertThat(Refusal.of(why).code()).isEqualTo(code);
    assertThat(Refusal.of(why).reason()).isEqualTo(reason);
  }

  /** An application's exception may throw when it is asked. */
  private static final class Unwilling extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no comment");
    }
  }

  @Test
  void exceptionThatCannotBeAsked_isNotTold() {
    assertThat(after(span -> Refusal.told(new Unwilling(), span))).isEqualTo(Attributes.empty());
  }

  @Test
  void firstOfSeveral_counts() {
    assertThat(
            after(
                span -> {
                  Refusal.told(new AccessDeniedException("outer"), span);
                  Refusal.told(new InsufficientAuthenticationException("inner"), span);
                }))
        .isEqualTo(
            Attributes.of(
                AppAttributes.APP_ACCESS_ERROR_CODE,
                "insufficient_scope",
                AppAttributes.APP_ACCESS_ERROR_REASON,
                "insufficient_scope"));
  }

  @Test
  void reactiveAnswer_tellsOnceItIsSubscribedTo_andIsTheSame() {
    assertThat(
            after(
                    span -> {
                      try (Scope scope = span.makeCurrent()) {
                        ReactiveRefusal.told(
                            new InsufficientAuthenticationException("no"), Mono.empty());
                        Mono<Void> answer =
                            ReactiveRefusal.told(new AccessDeniedException("no"), Mono.empty());
                        assertThat(answer).isNotNull();
                        assertThat(answer.blockOptional()).isEmpty();
                      }
                    })
                .get(AppAttributes.APP_ACCESS_ERROR_CODE))
        .isEqualTo("insufficient_scope");
    assertThat(ReactiveRefusal.told(new AccessDeniedException("no"), null)).isNull();
  }

  private static Attributes after(Consumer<Span> something) {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("POST").startSpan();
      something.accept(span);
      return ((ReadableSpan) span).toSpanData().getAttributes();
    }
  }
}
