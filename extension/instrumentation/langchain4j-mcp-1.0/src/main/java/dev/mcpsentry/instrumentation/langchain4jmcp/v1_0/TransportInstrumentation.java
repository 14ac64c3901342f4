package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.mcp.client.transport.McpTransport;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** {@code McpTransport}: what every message of a client passes on its way out. */
final class TransportInstrumentation implements TypeInstrumentation {

  static final String TRANSPORT = "dev.langchain4j.mcp.client.transport.McpTransport";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(TRANSPORT);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(TRANSPORT));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String advice = getClass().getName();
    transformer.applyAdviceToMethod(
        namedOneOf("initialize", "executeOperationWithResponse")
            .and(takesArguments(1))
            .and(returns(CompletableFuture.class)),
        advice + "$RequestAdvice");
    transformer.applyAdviceToMethod(
        named("executeOperationWithoutResponse").and(takesArguments(1)), advice + "$NotifyAdvice");
    transformer.applyAdviceToMethod(
        named("close").and(takesNoArguments()), advice + "$CloseAdvice");
  }

  @SuppressWarnings("unused")
  public static class RequestAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable OutgoingCall enter(
        @Advice.This McpTransport transport, @Advice.Argument(0) @Nullable Object message) {
      return ClientHooks.sending(transport, message);
    }

    // the future stays the library's own: callers cancel it
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void exit(
        @Advice.This McpTransport transport,
        @Advice.Enter @Nullable OutgoingCall call,
        @Advice.Return @Nullable CompletableFuture<JsonNode> answer,
        @Advice.Thrown @Nullable Throwable thrown) {
      ClientHooks.sent(transport, call, answer, thrown);
    }
  }

  @SuppressWarnings("unused")
  public static class NotifyAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable OutgoingNotification enter(
        @Advice.This McpTransport transport, @Advice.Argument(0) @Nullable Object message) {
      return ClientHooks.telling(transport, message);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void exit(
        @Advice.Enter @Nullable OutgoingNotification notification,
        @Advice.Thrown @Nullable Throwable thrown) {
      ClientHooks.told(notification, thrown);
    }
  }

  @SuppressWarnings("unused")
  public static class CloseAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This McpTransport transport) {
      ClientHooks.closed(transport);
    }
  }
}
