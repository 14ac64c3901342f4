package dev.mcpsentry.smoke.app.gateway;

import dev.mcpsentry.smoke.app.tools.Reply;
import java.util.List;
import java.util.Map;

/** The server behind the gateway, called on the caller's thread. */
interface Upstream extends AutoCloseable {

  /**
   * Calls a tool.
   *
   * @throws RuntimeException the library's own, for a JSON-RPC error and when no answer comes
   */
  Reply call(String tool, Map<String, Object> arguments);

  /** The names of its tools. */
  List<String> tools();

  @Override
  void close();
}
