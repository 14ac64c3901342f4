package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.List;

/** What every server under test can do. */
final class SdkFeatures {

  private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

  private SdkFeatures() {}

  static McpSchema.ServerCapabilities capabilities() {
    return McpSchema.ServerCapabilities.builder()
        .tools(true)
        .prompts(true)
        .resources(true, true)
        .completions()
        .logging()
        .build();
  }

  static McpSchema.CallToolResult run(McpSchema.CallToolRequest call) {
    return switch (call.name()) {
      case "echo" -> text(String.valueOf(call.arguments().get("text")), false);
      case "soft_fail" -> text("did not work", true);
      case "fail" -> throw new IllegalStateException("kaboom");
      case "child" -> {
        GlobalOpenTelemetry.getTracer("tool").spanBuilder("child").startSpan().end();
        yield text("done", false);
      }
      default -> throw new AssertionError(call.name());
    };
  }

  private static McpSchema.CallToolResult text(String text, boolean error) {
    return McpSchema.CallToolResult.builder().addTextContent(text).isError(error).build();
  }

  static List<McpSchema.Tool> tools() {
    return List.of("echo", "fail", "soft_fail", "child").stream()
        .map(
            name ->
                McpSchema.Tool.builder()
                    .name(name)
                    .description(name)
                    .inputSchema(JSON, "{\"type\":\"object\"}")
                    .build())
        .toList();
  }

  static McpSchema.Prompt prompt() {
    return new McpSchema.Prompt(
        "greet", "greets", List.of(new McpSchema.PromptArgument("name", "who", false)));
  }

  static McpSchema.GetPromptResult greeting() {
    return new McpSchema.GetPromptResult(
        "a greeting",
        List.of(
            new McpSchema.PromptMessage(McpSchema.Role.USER, new McpSchema.TextContent("hello"))));
  }

  static McpSchema.Resource resource() {
    return McpSchema.Resource.builder()
        .uri("demo://greeting")
        .name("greeting")
        .mimeType("text/plain")
        .build();
  }

  static McpSchema.ReadResourceResult contents() {
    return new McpSchema.ReadResourceResult(
        List.of(new McpSchema.TextResourceContents("demo://greeting", "text/plain", "hello")));
  }

  static McpSchema.PromptReference completed() {
    return new McpSchema.PromptReference("greet");
  }

  static McpSchema.CompleteResult completion() {
    return new McpSchema.CompleteResult(
        new McpSchema.CompleteResult.CompleteCompletion(List.of("Ada"), 1, false));
  }
}
