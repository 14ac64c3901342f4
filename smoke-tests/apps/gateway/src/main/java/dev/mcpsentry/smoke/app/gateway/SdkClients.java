package dev.mcpsentry.smoke.app.gateway;

import dev.mcpsentry.smoke.app.tools.Reply;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the official SDK's clients have in common, and what they answer when called back. */
final class SdkClients {

  static final McpSchema.Implementation INFO = new McpSchema.Implementation("gateway", "1.0.0");

  static final McpSchema.ClientCapabilities CAPABILITIES =
      McpSchema.ClientCapabilities.builder().roots(false).sampling().elicitation().build();

  static final McpSchema.Root ROOT = new McpSchema.Root("file:///gateway", "gateway root");

  private SdkClients() {}

  static McpClientTransport transport(GatewayLaunch launch) {
    List<String> command = launch.command();
    if (!command.isEmpty()) {
      ServerParameters parameters =
          ServerParameters.builder(command.get(0)).args(command.subList(1, command.size())).build();
      return new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
    }
    URI url = launch.url();
    return HttpClientStreamableHttpTransport.builder(url.resolve("/").toString())
        .endpoint(url.getPath())
        .build();
  }

  static McpSchema.CreateMessageResult sample(McpSchema.CreateMessageRequest request) {
    return McpSchema.CreateMessageResult.builder()
        .role(McpSchema.Role.ASSISTANT)
        .content(new McpSchema.TextContent("sampled " + request.messages().size()))
        .model("gateway-model")
        .build();
  }

  static McpSchema.ElicitResult elicit(McpSchema.ElicitRequest request) {
    return new McpSchema.ElicitResult(
        McpSchema.ElicitResult.Action.ACCEPT, Map.of("answer", request.message().length()));
  }

  static Reply reply(McpSchema.CallToolResult result) {
    String text =
        result.content().stream()
            .filter(McpSchema.TextContent.class::isInstance)
            .map(content -> ((McpSchema.TextContent) content).text())
            .collect(Collectors.joining("\n"));
    return new Reply(text, Boolean.TRUE.equals(result.isError()));
  }
}
