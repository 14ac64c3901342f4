package dev.mcpsentry.instrumentation.vertxhttp.v4_5;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * A connection, on which a request waits until the one before it is answered for good. That is
 * found out by a task of the one before, and the agent has the next go on in the trace of that.
 */
final class ServerConnectionInstrumentation implements TypeInstrumentation {

  static final String CONNECTION = "io.vertx.core.http.impl.Http1xServerConnection";
  static final String REQUEST = "io.vertx.core.http.impl.Http1xServerRequest";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(CONNECTION);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("enqueueRequest").and(takesArguments(1)).and(takesArgument(0, named(REQUEST))),
        getClass().getName() + "$EnqueueAdvice");
    transformer.applyAdviceToMethod(
        named("handleNext").and(takesArguments(1)).and(takesArgument(0, named(REQUEST))),
        getClass().getName() + "$NextAdvice");
  }

  @SuppressWarnings("unused")
  public static class EnqueueAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.Argument(0) Object request) {
      QueuedRequest.waits(request);
    }
  }

  @SuppressWarnings("unused")
  public static class NextAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Scope enter(@Advice.Argument(0) Object request) {
      return QueuedRequest.resume(request);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.Enter @Nullable Scope scope) {
      if (scope != null) {
        scope.close();
      }
    }
  }
}
