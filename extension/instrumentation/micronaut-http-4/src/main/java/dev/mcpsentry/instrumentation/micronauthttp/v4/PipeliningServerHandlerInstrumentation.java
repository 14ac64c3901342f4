package dev.mcpsentry.instrumentation.micronauthttp.v4;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Where requests come in. The agent makes a request's context current while Netty hands over what
 * was read; one whose body is not there yet is handled when reading pauses, without it.
 */
final class PipeliningServerHandlerInstrumentation implements TypeInstrumentation {

  static final String HANDLER = "io.micronaut.http.server.netty.handler.PipeliningServerHandler";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(HANDLER);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("channelRead").and(takesArguments(2)), getClass().getName() + "$ReadAdvice");
    transformer.applyAdviceToMethod(
        named("channelReadComplete").and(takesArguments(1)),
        getClass().getName() + "$CompleteAdvice");
  }

  @SuppressWarnings("unused")
  public static class ReadAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This Object handler) {
      PendingRead.of(handler);
    }
  }

  @SuppressWarnings("unused")
  public static class CompleteAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Scope enter(@Advice.This Object handler) {
      return PendingRead.resume(handler);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.Enter @Nullable Scope scope) {
      if (scope != null) {
        scope.close();
      }
    }
  }
}
