package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to make a value of one of the SDK's types anew with another {@code _meta}. Up to 0.10 the SDK
 * has no type with room for one; since 0.11 nearly all requests have.
 *
 * @param fields in the order of the constructor's parameters
 * @param meta the place of {@code _meta} among them
 */
record MetaShape(Constructor<?> constructor, Field[] fields, int meta) {

  /** Null for a type without room. */
  private static final ClassValue<@Nullable MetaShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected @Nullable MetaShape computeValue(Class<?> type) {
          try {
            return read(type);
          } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
          }
        }
      };

  /** The shape of the SDK's own types with room for {@code _meta}; null for all others. */
  static @Nullable MetaShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /**
   * The value's own {@code _meta}; null for none.
   *
   * @throws ReflectiveOperationException when the type is not what it seemed
   */
  @Nullable Map<?, ?> metaOf(Object value) throws ReflectiveOperationException {
    return (Map<?, ?>) fields[meta].get(value);
  }

  /**
   * A value of the same class with everything else the same; null when the class keeps a copy of
   * {@code other} rather than the map itself.
   *
   * @throws ReflectiveOperationException when the type is not what it seemed, or turned it down
   */
  @Nullable Object with(Object value, Map<String, Object> other)
      throws ReflectiveOperationException {
    Object[] arguments = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      arguments[i] = i == meta ? other : fields[i].get(value);
    }
    Object made = constructor.newInstance(arguments);
    return metaOf(made) == other ? made : null;
  }

  // by fields, so that forks with classes in place of records are covered too
  private static @Nullable MetaShape read(Class<?> type) throws ReflectiveOperationException {
    // what others annotate in their way is theirs to fill
    if (!type.getName().startsWith("io.modelcontextprotocol.")) {
      return null;
    }
    Field[] fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toArray(Field[]::new);
    int meta = -1;
    for (int i = 0; i < fields.length; i++) {
      fields[i].setAccessible(true);
      if (fields[i].getName().equals("meta") && fields[i].getType() == Map.class) {
        meta = i;
      }
    }
    if (meta < 0) {
      return null;
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(fields).map(Field::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return new MetaShape(constructor, fields, meta);
  }
}
