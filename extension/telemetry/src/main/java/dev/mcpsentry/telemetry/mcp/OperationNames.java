package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.OTHER;

import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import org.jspecify.annotations.Nullable;

/**
 * What operations of one side may be called, whatever a caller makes up: methods that the protocol
 * has, tools and prompts that there are. The latter show when one is registered or listed, or does
 * something other than not to be there. Thread-safe.
 */
final class OperationNames {

  private static final int MAX_NAMES = 1000;

  private final McpDirection direction;
  private final KnownNames tools = new KnownNames(MAX_NAMES);
  private final KnownNames prompts = new KnownNames(MAX_NAMES);

  OperationNames(McpDirection direction) {
    this.direction = direction;
  }

  /** The method, or {@code _OTHER} when the protocol has none of this name. */
  static String method(String method) {
    return McpMethods.isKnown(method) ? method : OTHER;
  }

  /**
   * The span's name: the method, followed by the tool or prompt it is aimed at if there is one.
   * Source: OpenTelemetry MCP conventions v1.41.1; a resource URI is never part of it.
   */
  String span(McpRequest request) {
    String target = target(request);
    return target == null ? method(request.method()) : request.method() + " " + target;
  }

  /** The tool, or {@code _OTHER} as long as nobody knows it. */
  String tool(String name) {
    return tools.orOther(name);
  }

  /** The prompt, or {@code _OTHER} as long as nobody knows it. */
  String prompt(String name) {
    return prompts.orOther(name);
  }

  /** Takes over names that {@code tools/list} or {@code prompts/list} answers; of others none. */
  void listed(String method, Iterable<String> names) {
    KnownNames known =
        switch (method) {
          case McpMethods.TOOLS_LIST -> tools;
          case McpMethods.PROMPTS_LIST -> prompts;
          default -> null;
        };
    if (known != null) {
      names.forEach(name -> known.add(McpRequest.capped(name)));
    }
  }

  /** Learns from how an operation went whether there is what it was aimed at. */
  void learn(McpRequest request, @Nullable McpFailure failure) {
    if (reached(failure)) {
      exists(request);
    }
  }

  /** Learns that there is what a request is aimed at. */
  void exists(McpRequest request) {
    String tool = request.toolName();
    if (tool != null) {
      tools.add(tool);
    }
    String prompt = request.promptName();
    if (prompt != null) {
      prompts.add(prompt);
    }
  }

  private boolean reached(@Nullable McpFailure failure) {
    return failure == null
        || switch (failure.kind().target()) {
          case REACHED -> true;
          case REACHED_IF_SENT -> direction == McpDirection.SENT && !failure.blamesCaller();
          case UNKNOWN -> false;
        };
  }

  private @Nullable String target(McpRequest request) {
    String tool = request.toolName();
    if (tool != null) {
      return tools.contains(tool) ? tool : null;
    }
    String prompt = request.method().equals(McpMethods.PROMPTS_GET) ? request.promptName() : null;
    return prompt != null && prompts.contains(prompt) ? prompt : null;
  }
}
