package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request on its way out, with room for context where there can be any. They
 * are of the class the application made, for it is often the application's own transport, or a
 * test's, that gets them. Only the SDK's transports, which do nothing but write them as JSON, get a
 * map for a type without room, and for none at all.
 */
sealed interface SentParams {

  /** What to send. */
  @Nullable Object value();

  /** The caller's own {@code _meta}; null for none. */
  @Nullable Map<?, ?> meta();

  /** Takes the {@code _meta} that is to go out; a later one replaces an earlier one. */
  void carry(Map<String, Object> meta);

  /** What to send in place of the application's parameters, which are not changed. */
  static SentParams of(Object transport, @Nullable Object params) {
    try {
      SentParams roomy =
          params == null
              ? null
              : params instanceof Map<?, ?> map
                  ? ofMap(map)
                  : ofShape(params, MetaShape.of(params.getClass()));
      if (roomy != null) {
        return roomy;
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      SdkTelemetry.LOG.stepAside("request parameters", e);
    }
    Map<String, Object> copy =
        Transports.areTheSdks(transport) ? RequestParams.copy(transport, params) : null;
    return copy == null ? new Untouched(params) : InMap.of(copy);
  }

  private static @Nullable SentParams ofShape(Object params, @Nullable MetaShape shape)
      throws ReflectiveOperationException {
    if (shape == null) {
      return null;
    }
    Map<?, ?> callers = shape.metaOf(params);
    Map<String, Object> room = new LinkedHashMap<>();
    if (callers != null) {
      callers.forEach((key, value) -> room.put(String.valueOf(key), value));
    }
    Object value = shape.with(params, room);
    return value == null ? null : new InComponent(value, callers, room);
  }

  // a map of a class that can be named may be asked for by that name
  private static @Nullable SentParams ofMap(Map<?, ?> params) {
    Class<?> type = params.getClass();
    boolean nameless =
        !Modifier.isPublic(type.getModifiers()) && type.getName().startsWith("java.util.");
    Map<String, Object> copy =
        type == HashMap.class
            ? new HashMap<>()
            : type == LinkedHashMap.class || nameless ? new LinkedHashMap<>() : null;
    if (copy == null) {
      return null;
    }
    params.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return InMap.of(copy);
  }

  /** As the application made them. */
  record Untouched(@Nullable Object value) implements SentParams {

    @Override
    public @Nullable Map<?, ?> meta() {
      return null;
    }

    @Override
    public void carry(Map<String, Object> meta) {}
  }

  /** A value of the same class, whose {@code _meta} is {@code room}. */
  record InComponent(Object value, @Nullable Map<?, ?> meta, Map<String, Object> room)
      implements SentParams {

    // once more means the same keys nearly always: what is being written does not change its shape
    @Override
    public void carry(Map<String, Object> meta) {
      room.keySet().retainAll(meta.keySet());
      room.putAll(meta);
    }
  }

  /** A map that may gain {@code _meta}. */
  record InMap(Map<String, Object> value, @Nullable Map<?, ?> meta) implements SentParams {

    private static final String META = "_meta";

    /** Untouched when the caller's {@code _meta} is no map: then there is no room. */
    static SentParams of(Map<String, Object> copy) {
      Object callers = copy.get(META);
      if (callers == null) {
        return new InMap(copy, null);
      }
      return callers instanceof Map<?, ?> map ? new InMap(copy, map) : new Untouched(copy);
    }

    @Override
    public void carry(Map<String, Object> meta) {
      value.put(META, meta);
    }
  }
}
