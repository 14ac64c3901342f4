package dev.mcpsentry.smoke.app.sdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.DemoTool;
import dev.mcpsentry.smoke.app.tools.Reply;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demo features as the SDK's types. */
final class Schema {

  static final ObjectMapper MAPPER = new ObjectMapper();

  static final McpSchema.ServerCapabilities CAPABILITIES =
      McpSchema.ServerCapabilities.builder()
          .tools(false)
          .prompts(false)
          .resources(false, false)
          .build();

  static final McpSchema.Prompt PROMPT =
      new McpSchema.Prompt(
          Demo.PROMPT, "Greets", List.of(new McpSchema.PromptArgument("name", "Who", true)));

  static final McpSchema.Resource RESOURCE =
      new McpSchema.Resource(
          Demo.RESOURCE_URI, Demo.RESOURCE_NAME, "A greeting", "text/plain", null);

  private Schema() {}

  static McpSchema.Tool tool(DemoTool tool) {
    return new McpSchema.Tool(tool.name(), tool.description(), tool.inputSchema());
  }

  static McpSchema.CallToolResult result(Reply reply) {
    return new McpSchema.CallToolResult(
        List.of(new McpSchema.TextContent(reply.text())), reply.error());
  }

  static McpSchema.GetPromptResult greeting(@Nullable Map<String, Object> arguments) {
    Object name = arguments == null ? null : arguments.get("name");
    return new McpSchema.GetPromptResult(
        "Greets",
        List.of(
            new McpSchema.PromptMessage(
                McpSchema.Role.USER,
                new McpSchema.TextContent(Demo.greeting(String.valueOf(name))))));
  }

  static McpSchema.ReadResourceResult resource() {
    return new McpSchema.ReadResourceResult(
        List.of(
            new McpSchema.TextResourceContents(
                Demo.RESOURCE_URI, "text/plain", Demo.RESOURCE_TEXT)));
  }
}
