package dev.mcpsentry.smoke.app.tools;

import java.util.function.Function;

/**
 * One tool.
 *
 * @param inputSchema a JSON schema
 * @param handler blocks until the answer is there; what it throws is the application's exception
 */
public record DemoTool(
    String name, String description, String inputSchema, Function<ToolCall, Reply> handler) {

  /** Runs the tool on the caller's thread. */
  public Reply call(ToolCall call) {
    return handler.apply(call);
  }
}
