package dev.mcpsentry.telemetry.mcp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests of one direction of a session that have no answer yet, by id. Bounded. */
final class OpenOperations {

  private static final int MAX_OPERATIONS = 10_000;

  private final Map<Object, McpOperation> operations = new ConcurrentHashMap<>();

  /** Keeps an operation until it ends; one that does not fit cannot be found. */
  void add(McpOperation operation) {
    Object id = operation.request().id();
    if (id != null && operations.size() < MAX_OPERATIONS) {
      operations.put(key(id), operation);
    }
  }

  void remove(McpOperation operation) {
    Object id = operation.request().id();
    if (id != null) {
      operations.remove(key(id), operation);
    }
  }

  /** The operation of an id; null when it is unknown or over. */
  @Nullable McpOperation find(@Nullable Object id) {
    return id == null ? null : operations.get(key(id));
  }

  /** The operation that asked for progress under a token, else the only one there is. */
  @Nullable McpOperation findByProgressToken(@Nullable Object token) {
    if (token != null) {
      for (McpOperation operation : operations.values()) {
        if (operation.request().meta() instanceof Map<?, ?> meta
            && token.equals(meta.get("progressToken"))) {
          return operation;
        }
      }
    }
    return operations.size() == 1 ? operations.values().stream().findAny().orElse(null) : null;
  }

  // a JSON mapper may read the same number as different types
  private static Object key(Object id) {
    return id instanceof Integer || id instanceof Short ? (Object) ((Number) id).longValue() : id;
  }

  int size() {
    return operations.size();
  }
}
