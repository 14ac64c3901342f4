package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How to call a request handler and how to stand in for one. The interface has had three names and
 * its context type two; the call is always {@code Mono handle(exchange or context, params)}.
 *
 * <p>A lambda made at run time, not a {@link java.lang.reflect.Proxy}: a proxy would wrap a checked
 * exception that Kotlin or a sneaky throw lets through.
 *
 * @param call the handler's method, as {@code (Object, Object, Object)Mono}
 * @param standIn makes an implementation of the interface from a {@link TracedHandler}
 * @param transportContext asks the first argument for what the application put under a key, as
 *     {@code (Object, String)Object}; null before there was any
 */
record HandlerShape(
    MethodHandle call, MethodHandle standIn, @Nullable MethodHandle transportContext) {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType CALL =
      MethodType.methodType(Mono.class, Object.class, Object.class, Object.class);
  private static final MethodType CONTEXT_GET =
      MethodType.methodType(Object.class, Object.class, String.class);

  /**
   * The shape of a handler interface.
   *
   * @throws ReflectiveOperationException when it is not what the class comment says
   */
  static HandlerShape of(Class<?> type) throws ReflectiveOperationException {
    Method handle = handleMethod(type);
    if (handle == null) {
      throw new NoSuchMethodException(type + " has no handle(exchange, params)");
    }
    MethodHandle call = LOOKUP.unreflect(handle);
    MethodType signature = call.type().dropParameterTypes(0, 1);
    MethodHandle traced =
        LOOKUP.findVirtual(
            TracedHandler.class,
            "handle",
            MethodType.methodType(Mono.class, Object.class, Object.class));
    try {
      MethodHandle standIn =
          LambdaMetafactory.metafactory(
                  LOOKUP,
                  handle.getName(),
                  MethodType.methodType(type, TracedHandler.class),
                  signature,
                  traced,
                  signature)
              .getTarget();
      return new HandlerShape(
          call.asType(CALL),
          standIn.asType(MethodType.methodType(Object.class, TracedHandler.class)),
          transportContext(signature.parameterType(0)));
    } catch (LambdaConversionException e) {
      throw new ReflectiveOperationException(e);
    }
  }

  // added in 0.12: stateless handlers are given it, the others' exchange has it
  private static @Nullable MethodHandle transportContext(Class<?> type) {
    try {
      if (type.getSimpleName().equals("McpTransportContext")) {
        return LOOKUP.unreflect(type.getMethod("get", String.class)).asType(CONTEXT_GET);
      }
      Method accessor = type.getMethod("transportContext");
      MethodHandle get = transportContext(accessor.getReturnType());
      return get == null
          ? null
          : MethodHandles.filterArguments(
              get, 0, LOOKUP.unreflect(accessor).asType(MethodType.genericMethodType(1)));
    } catch (ReflectiveOperationException absent) {
      return null;
    }
  }

  private static @Nullable Method handleMethod(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(
            method ->
                method.getName().equals("handle")
                    && method.getParameterCount() == 2
                    && method.getReturnType() == Mono.class)
        .findFirst()
        .orElse(null);
  }
}
