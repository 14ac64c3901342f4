package dev.mcpsentry.smoke.app.spring;

import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.Reply;
import dev.mcpsentry.smoke.app.tools.ToolCall;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springaicommunity.mcp.annotation.McpArg;
import org.springaicommunity.mcp.annotation.McpComplete;
import org.springaicommunity.mcp.annotation.McpPrompt;
import org.springaicommunity.mcp.annotation.McpResource;
import org.springaicommunity.mcp.annotation.McpTool;
import org.springaicommunity.mcp.annotation.McpToolParam;
import org.springframework.stereotype.Component;

/** The demo features as annotated methods. */
@Component
class Features {

  @McpTool(name = "echo", description = "Returns its text")
  String echo(
      @McpToolParam(description = "What to return", required = false) @Nullable String text) {
    return String.valueOf(text);
  }

  @McpTool(name = "fail", description = "Throws")
  String fail() {
    return call("fail").text();
  }

  @McpTool(name = "soft_fail", description = "Reports an error")
  McpSchema.CallToolResult softFail() {
    Reply reply = call("soft_fail");
    return new McpSchema.CallToolResult(
        List.of(new McpSchema.TextContent(reply.text())), reply.error(), null, null);
  }

  @McpPrompt(name = Demo.PROMPT, description = "Greets")
  McpSchema.GetPromptResult greet(
      @McpArg(name = "name", description = "Who", required = true) String name) {
    return new McpSchema.GetPromptResult(
        "Greets",
        List.of(
            new McpSchema.PromptMessage(
                McpSchema.Role.USER, new McpSchema.TextContent(Demo.greeting(name)))));
  }

  @McpResource(
      uri = Demo.RESOURCE_URI,
      name = Demo.RESOURCE_NAME,
      description = "A greeting",
      mimeType = "text/plain")
  McpSchema.ReadResourceResult greeting() {
    return new McpSchema.ReadResourceResult(
        List.of(
            new McpSchema.TextResourceContents(
                Demo.RESOURCE_URI, "text/plain", Demo.RESOURCE_TEXT)));
  }

  @McpTool(name = "fail_checked", description = "Throws a checked exception")
  String failChecked() throws IOException {
    throw new IOException("tool on fire");
  }

  @McpTool(name = "count", description = "Takes a number")
  String count(@McpToolParam(description = "A number", required = true) int number) {
    return String.valueOf(number);
  }

  @McpPrompt(name = "fail_prompt", description = "Throws")
  McpSchema.GetPromptResult failPrompt(
      @McpArg(name = "name", description = "Who", required = false) @Nullable String name) {
    throw new IllegalStateException("prompt on fire");
  }

  @McpResource(
      uri = "demo://fail",
      name = "fail_resource",
      description = "Throws",
      mimeType = "text/plain")
  String failResource() throws IOException {
    throw new IOException("resource on fire");
  }

  @McpResource(
      uri = "demo://missing",
      name = "missing_resource",
      description = "Says that there is nothing",
      mimeType = "text/plain")
  String missingResource() {
    throw McpError.builder(-32002).message("nothing there").build();
  }

  @McpComplete(prompt = "fail_prompt")
  List<String> failCompletion(String prefix) {
    throw new IllegalStateException("completion on fire");
  }

  private static Reply call(String tool) {
    return Demo.tools().stream()
        .filter(candidate -> candidate.name().equals(tool))
        .findFirst()
        .orElseThrow()
        .call(ToolCall.of(Map.of(), null));
  }
}
