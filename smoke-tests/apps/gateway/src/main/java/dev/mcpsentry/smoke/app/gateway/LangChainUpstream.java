package dev.mcpsentry.smoke.app.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.mcpsentry.smoke.app.tools.Reply;
import java.util.List;
import java.util.Map;

/** Through LangChain4j's client, which throws what a tool reports as an error. */
final class LangChainUpstream implements Upstream {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final McpClient client;

  private LangChainUpstream(McpClient client) {
    this.client = client;
  }

  static LangChainUpstream connect(GatewayLaunch launch) {
    return new LangChainUpstream(
        DefaultMcpClient.builder()
            .key("upstream")
            .clientName("gateway")
            .clientVersion("1.0.0")
            .transport(transport(launch))
            .toolExecutionTimeout(launch.timeout())
            .initializationTimeout(GatewayLaunch.HANDSHAKE_TIMEOUT)
            // a ping now and then would be telemetry nobody asked for
            .autoHealthCheck(false)
            .build());
  }

  private static McpTransport transport(GatewayLaunch launch) {
    if (!launch.command().isEmpty()) {
      return StdioMcpTransport.builder().command(launch.command()).build();
    }
    return StreamableHttpMcpTransport.builder().url(launch.url().toString()).build();
  }

  @Override
  public Reply call(String tool, Map<String, Object> arguments) {
    try {
      return new Reply(client.executeTool(request(tool, arguments)).resultText(), false);
    } catch (ToolExecutionException e) {
      if (e.errorCode() != null) {
        throw e;
      }
      return new Reply(String.valueOf(e.getMessage()), true);
    }
  }

  private static ToolExecutionRequest request(String tool, Map<String, Object> arguments) {
    try {
      return ToolExecutionRequest.builder()
          .name(tool)
          .arguments(MAPPER.writeValueAsString(arguments))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public List<String> tools() {
    return client.listTools().stream().map(ToolSpecification::name).toList();
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
