package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sends every type of request that the SDK at hand has. To be loaded beside any version of it, so
 * that nothing here names its types.
 */
public final class SentTypes implements Supplier<Map<String, String>> {

  private static final Map<String, Object> CONTEXT = Map.of("traceparent", "00-1-2-01");

  private final List<Class<?>> types;

  public SentTypes() throws ClassNotFoundException {
    // not initialized: up to 0.12 that takes Jackson
    types =
        nested(SentTypes.class.getClassLoader().loadClass("io.modelcontextprotocol.spec.McpSchema"))
            .filter(Class::isRecord)
            .toList();
  }

  /** By simple name: what became of the parameters. */
  @Override
  public Map<String, String> get() {
    Map<String, String> fates = new TreeMap<>();
    for (Class<?> type : types) {
      String name = type.getSimpleName();
      if (name.endsWith("Request") && !name.equals("JSONRPCRequest")) {
        try {
          fates.put(name, fate(sample(type)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(name, e);
        }
      }
    }
    return fates;
  }

  private static String fate(Object params) throws ReflectiveOperationException {
    SentParams sent = SentParams.of(new Object(), params);
    sent.carry(CONTEXT);
    Object value = sent.value();
    if (value == params) {
      return "as it is";
    }
    if (value.getClass() != params.getClass()) {
      return value.getClass().getName();
    }
    for (RecordComponent component : params.getClass().getRecordComponents()) {
      Field field = params.getClass().getDeclaredField(component.getName());
      field.setAccessible(true);
      boolean isMeta = component.getName().equals("meta");
      if (isMeta
          ? field.get(params) != null || !CONTEXT.equals(field.get(value))
          : field.get(params) != field.get(value)) {
        return "other " + component.getName();
      }
    }
    return "with context";
  }

  private Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      values[i] = name.equals("meta") ? null : value(components[i].getType());
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private Object value(Class<?> type) throws ReflectiveOperationException {
    if (type == String.class) {
      return "x";
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == int.class || type == Integer.class) {
      return 1;
    }
    if (type == double.class || type == Double.class) {
      return 1.0;
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return sample(type);
    }
    for (Class<?> candidate : types) {
      if (type.isAssignableFrom(candidate)) {
        return sample(candidate);
      }
    }
    throw new IllegalArgumentException(type.getName());
  }

  private static Stream<Class<?>> nested(Class<?> type) {
    return Arrays.stream(type.getDeclaredClasses())
        .flatMap(inner -> Stream.concat(Stream.of(inner), nested(inner)));
  }
}
