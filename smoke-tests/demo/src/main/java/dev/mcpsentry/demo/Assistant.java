package dev.mcpsentry.demo;

import dev.mcpsentry.demo.report.Asked;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An MCP client, the SDK's own, that asks a server for one thing after the other. */
final class Assistant implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private interface Question {
    String ask();
  }

  private final McpSyncClient client;
  private final List<Asked> asked = new ArrayList<>();

  Assistant(String name, McpClientTransport transport) {
    client =
        McpClient.sync(transport)
            .clientInfo(new McpSchema.Implementation(name, "1.0.0"))
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .build();
  }

  Assistant hello() {
    return note("initialize", () -> client.initialize().serverInfo().name());
  }

  Assistant listTools() {
    return note("tools/list", () -> client.listTools().tools().size() + " tools");
  }

  Assistant call(String tool, String argument, String value) {
    return note(
        "tools/call " + tool,
        () -> {
          McpSchema.CallToolResult result =
              client.callTool(new McpSchema.CallToolRequest(tool, Map.of(argument, value)));
          return Boolean.TRUE.equals(result.isError()) ? "isError" : "ok";
        });
  }

  Assistant prompt(String prompt) {
    return note(
        "prompts/get " + prompt,
        () -> {
          client.getPrompt(new McpSchema.GetPromptRequest(prompt, Map.of()));
          return "ok";
        });
  }

  Assistant read(String uri) {
    return note(
        "resources/read",
        () -> {
          client.readResource(new McpSchema.ReadResourceRequest(uri));
          return "ok";
        });
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private Assistant note(String what, Question question) {
    long start = System.nanoTime();
    String answer;
    try {
      answer = question.ask();
    } catch (McpError e) {
      answer =
          e.getJsonRpcError() == null
              ? "protocol error"
              : "JSON-RPC error " + e.getJsonRpcError().code();
    }
    asked.add(new Asked(what, answer, Duration.ofNanos(System.nanoTime() - start)));
    return this;
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
