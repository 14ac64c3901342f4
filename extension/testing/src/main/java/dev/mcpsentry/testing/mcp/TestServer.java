package dev.mcpsentry.testing.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server under test, spoken to in JSON-RPC. It has the tools {@code echo} (answers its argument
 * {@code text}), {@code fail} (throws {@link IllegalStateException} with message {@code kaboom}),
 * {@code soft_fail} (answers {@code isError}) and {@code child} (makes a span of that name), the
 * prompt {@code greet} whose argument {@code name} it completes, and the resource {@code
 * demo://greeting}; with sessions it takes subscriptions and a log level. It calls itself {@code
 * test-server} {@code 1.2.3}, and was initialized by {@code test-client} {@code 4.5.6}.
 */
public interface TestServer extends AutoCloseable {

  /** Sends a request and waits for the response, as a tree. */
  Map<String, Object> request(Object id, String method, @Nullable Object params);

  /** Sends a notification and waits until it was handled. */
  void notify(String method, @Nullable Object params);

  @Override
  void close();
}
