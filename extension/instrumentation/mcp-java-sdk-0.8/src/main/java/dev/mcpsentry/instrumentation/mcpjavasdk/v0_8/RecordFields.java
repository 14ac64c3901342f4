package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of records, and of the SDK's classes that are like records. */
final class RecordFields {

  private static final String SDK = "io.modelcontextprotocol.";
  private static final String CONTENT = "io.modelcontextprotocol.spec.McpSchema$Content";

  // a JDK type as value: nothing of ours hangs on the classes of an application
  private static final ClassValue<Method[]> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          return accessors(type).toArray(new Method[0]);
        }
      };

  private RecordFields() {}

  /** The value's fields as they are, null ones too; empty for what has none that can be read. */
  static Map<String, @Nullable Object> of(Object value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Method accessor : ACCESSORS.get(value.getClass())) {
      try {
        String name = accessor.getName();
        fields.put(name.equals("meta") ? "_meta" : name, accessor.invoke(value));
      } catch (ReflectiveOperationException e) {
        // an accessor that cannot be read is a field that is not there
      }
    }
    return fields;
  }

  private static List<Method> accessors(Class<?> type) {
    List<Method> accessors = new ArrayList<>();
    kind(accessors, type);
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        accessors.add(component.getAccessor());
      }
    } else if (type.getName().startsWith(SDK)) {
      // the Solon fork has classes with record-style accessors
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && !Modifier.isStatic(method.getModifiers())
            && method.getParameterCount() == 0
            && method.getReturnType() != void.class
            && !method.getName().equals("toString")
            && !method.getName().equals("hashCode")) {
          accessors.add(method);
        }
      }
    }
    return accessors;
  }

  // a property on the wire, which tells the classes apart
  private static void kind(List<Method> accessors, Class<?> type) {
    for (Class<?> candidate : type.getInterfaces()) {
      if (candidate.getName().equals(CONTENT)) {
        try {
          accessors.add(candidate.getMethod("type"));
        } catch (NoSuchMethodException e) {
          // of a version that has it among the fields
        }
      }
    }
  }
}
