package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What a class of messages or parameters has; whatever it has not is null.
 *
 * @param message of {@code McpCallContext}
 * @param method of messages
 * @param id of messages
 * @param params of messages
 * @param setParams of messages whose parameters may be replaced
 * @param meta of parameters
 * @param setMeta of parameters
 */
record MessageShape(
    @Nullable Method message,
    @Nullable Field method,
    @Nullable Method id,
    @Nullable Method params,
    @Nullable Method setParams,
    @Nullable Method meta,
    @Nullable Method setMeta) {

  private static final ClassValue<MessageShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected MessageShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  static MessageShape of(Object value) {
    return SHAPES.get(value.getClass());
  }

  private static MessageShape read(Class<?> type) {
    return new MessageShape(
        type.isRecord() ? method(type, "message", 0) : null,
        field(type, "method"),
        method(type, "getId", 0),
        method(type, "getParams", 0),
        method(type, "setParams", 1),
        method(type, "getMeta", 0),
        method(type, "setMeta", 1));
  }

  private static @Nullable Method method(Class<?> type, String name, int arguments) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == arguments
          && !method.isBridge()) {
        return method;
      }
    }
    return null;
  }

  private static @Nullable Field field(Class<?> type, String name) {
    try {
      return type.getField(name);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }
}
