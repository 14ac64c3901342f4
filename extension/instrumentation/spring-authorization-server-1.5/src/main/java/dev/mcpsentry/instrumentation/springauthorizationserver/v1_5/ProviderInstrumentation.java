package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static dev.mcpsentry.instrumentation.springauthorizationserver.v1_5.SpringAuthorizationServerModule.SERVER;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Where the server decides; which endpoint asks, and by which paths, is the application's. */
final class ProviderInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        // since 7.0
        SERVER + "authentication.OAuth2ClientRegistrationAuthenticationProvider",
        SERVER + "oidc.authentication.OidcClientRegistrationAuthenticationProvider",
        SERVER + "authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider",
        SERVER + "authentication.OAuth2AuthorizationConsentAuthenticationProvider",
        SERVER + "authentication.OAuth2RefreshTokenAuthenticationProvider",
        SERVER + "authentication.OAuth2AuthorizationCodeAuthenticationProvider",
        SERVER + "authentication.OAuth2TokenRevocationAuthenticationProvider");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("authenticate").and(takesArguments(1)), getClass().getName() + "$DecisionAdvice");
  }

  @SuppressWarnings("unused")
  public static class DecisionAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable ProviderCall enter() {
      return ProviderCall.start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void exit(
        @Advice.Enter @Nullable ProviderCall call,
        @Advice.This Object provider,
        @Advice.Argument(0) @Nullable Object asked,
        @Advice.Return @Nullable Object answered,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (call != null) {
        call.end(provider, asked, answered, thrown);
      }
    }
  }
}
