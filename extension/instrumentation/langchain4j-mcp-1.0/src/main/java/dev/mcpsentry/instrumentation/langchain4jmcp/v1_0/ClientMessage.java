package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message of the client. By reflection, because messages moved from {@code client.protocol} to
 * {@code protocol} in 1.11, and parameters became objects of their own in 1.13.
 */
final class ClientMessage {

  private static final String META = "_meta";

  /** Ours; a message that is sent again is then known to have had another before. */
  private static final class Carried extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Map<?, ?> before;

    Carried(Map<String, Object> meta, @Nullable Map<?, ?> before) {
      super(meta);
      this.before = before;
    }
  }

  private final Object message;
  private final MessageShape shape;
  private final @Nullable String method;
  private @Nullable Map<String, @Nullable Object> params;

  private ClientMessage(Object message) throws ReflectiveOperationException {
    this.message = message;
    this.shape = MessageShape.of(message);
    this.method = wireName(shape.method() == null ? null : shape.method().get(message));
  }

  /**
   * The message of a transport's argument, which since 1.11 may be the {@code McpCallContext} that
   * holds it; null for none.
   *
   * @throws ReflectiveOperationException when the library changed beyond recognition
   */
  static @Nullable ClientMessage of(@Nullable Object argument) throws ReflectiveOperationException {
    if (argument == null) {
      return null;
    }
    Method unwrap = MessageShape.of(argument).message();
    Object message = unwrap == null ? argument : unwrap.invoke(argument);
    return message == null ? null : new ClientMessage(message);
  }

  /** The library's own object. */
  Object identity() {
    return message;
  }

  /** The method as it is on the wire; null for answers, which have none. */
  @Nullable String method() {
    return method;
  }

  /** The JSON-RPC id; null for notifications. */
  @Nullable Object id() {
    return read(shape.id());
  }

  /** The parameters as a tree; empty for none. */
  Map<String, @Nullable Object> params() {
    Map<String, @Nullable Object> known = params;
    if (known == null) {
      known = JsonTree.fields(read(shape.params()));
      if (known.get(META) instanceof Carried carried) {
        known.put(META, carried.before);
      }
      params = known;
    }
    return known;
  }

  /**
   * Replaces {@code _meta}, where the message has room for one: everywhere since 1.13, before only
   * where the parameters are a map.
   *
   * @param context makes the new one of the caller's own; null when there is nothing to carry
   * @throws ReflectiveOperationException when the library changed beyond recognition
   */
  void carry(Function<@Nullable Map<?, ?>, @Nullable Map<String, Object>> context)
      throws ReflectiveOperationException {
    Object current = read(shape.params());
    if (current == null) {
      carryInFresh(context);
      return;
    }
    if (current instanceof Map<?, ?> map) {
      Map<String, Object> carried = carried(map.get(META), context);
      if (carried != null) {
        put(map, carried);
      }
      return;
    }
    MessageShape room = MessageShape.of(current);
    if (room.setMeta() != null) {
      Map<String, Object> carried = carried(read(current, room.meta()), context);
      if (carried != null) {
        room.setMeta().invoke(current, carried);
      }
    }
  }

  private void carryInFresh(Function<@Nullable Map<?, ?>, @Nullable Map<String, Object>> context)
      throws ReflectiveOperationException {
    if (shape.setParams() == null) {
      return;
    }
    Object fresh = shape.setParams().getParameterTypes()[0].getDeclaredConstructor().newInstance();
    Method setMeta = MessageShape.of(fresh).setMeta();
    Map<String, Object> carried = setMeta == null ? null : carried(null, context);
    if (setMeta != null && carried != null) {
      setMeta.invoke(fresh, carried);
      shape.setParams().invoke(message, fresh);
    }
  }

  private static @Nullable Map<String, Object> carried(
      @Nullable Object meta, Function<@Nullable Map<?, ?>, @Nullable Map<String, Object>> context) {
    Map<?, ?> callers =
        meta instanceof Carried again ? again.before : meta instanceof Map<?, ?> own ? own : null;
    if (meta != null && callers == null && !(meta instanceof Carried)) {
      return null;
    }
    Map<String, Object> made = context.apply(callers);
    return made == null ? null : new Carried(made, callers);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<?, ?> params, Map<String, Object> meta) {
    try {
      ((Map<String, Object>) params).put(META, meta);
    } catch (UnsupportedOperationException e) {
      // parameters that cannot be added to go out as they are
    }
  }

  private @Nullable Object read(@Nullable Method getter) {
    return read(message, getter);
  }

  private static @Nullable Object read(Object owner, @Nullable Method getter) {
    try {
      return getter == null ? null : getter.invoke(owner);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable String wireName(@Nullable Object method) throws NoSuchFieldException {
    if (method instanceof Enum<?> constant) {
      JsonProperty name =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return name == null ? constant.name() : name.value();
    }
    return method instanceof String text ? text : null;
  }
}
