package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The names that clients registered with, by client id: the {@value #MAX_CLIENTS} that the server
 * looked up last.
 */
public final class ClientNames {

  private static final int MAX_CLIENTS = 1_000;
  private static final int MAX_ID_CHARS = 2_000;
  private static final int MAX_NAME_CHARS = 64;

  private static final Map<String, String> NAMES =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  private ClientNames() {}

  /** The server looked a client up. */
  public static void found(@Nullable Object found) {
    if (found instanceof RegisteredClient client) {
      String id = client.getClientId();
      String name = client.getClientName();
      if (id != null && name != null && id.length() <= MAX_ID_CHARS) {
        String kept = name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS);
        synchronized (NAMES) {
          NAMES.put(id, kept);
        }
      }
    }
  }

  /** The name of a client; null when nobody looked it up. */
  static @Nullable String of(@Nullable String clientId) {
    synchronized (NAMES) {
      return NAMES.get(clientId);
    }
  }
}
