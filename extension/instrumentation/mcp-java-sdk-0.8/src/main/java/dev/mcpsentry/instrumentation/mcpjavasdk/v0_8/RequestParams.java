package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import io.modelcontextprotocol.spec.McpTransport;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies request parameters to a map as they would go over the wire, with the JSON mapper of a
 * transport of the SDK's. How it is told the type differs: Jackson's {@code TypeReference} up to
 * 0.12, the SDK's {@code TypeRef} since.
 */
public final class RequestParams {

  private record Reader(Method unmarshal, Object mapType) {}

  private static volatile @Nullable Reader reader;

  private RequestParams() {}

  /** Says how the SDK at hand is told of a map. Only the first call counts; never throws. */
  public static void readAs(Object mapType) {
    if (reader == null) {
      try {
        reader = new Reader(unmarshal(mapType.getClass()), mapType);
      } catch (Throwable problem) {
        SdkTelemetry.LOG.stepAside("request parameters", problem);
      }
    }
  }

  /** The copy; empty for no parameters, null when they cannot be copied. */
  static @Nullable Map<String, Object> copy(Object transport, @Nullable Object params) {
    Reader how = reader;
    if (how == null) {
      return null;
    }
    if (params == null) {
      return new LinkedHashMap<>();
    }
    try {
      return how.unmarshal().invoke(transport, params, how.mapType()) instanceof Map<?, ?> map
          ? stringKeys(map)
          : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      SdkTelemetry.LOG.stepAside("request parameters", e);
      return null;
    }
  }

  // a transport may hand back the very map it was given
  private static Map<String, Object> stringKeys(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static Method unmarshal(Class<?> mapType) throws NoSuchMethodException {
    for (Method method : McpTransport.class.getMethods()) {
      if (method.getName().equals("unmarshalFrom")
          && method.getParameterCount() == 2
          && method.getParameterTypes()[1].isAssignableFrom(mapType)) {
        return method;
      }
    }
    throw new NoSuchMethodException("McpTransport.unmarshalFrom");
  }
}
