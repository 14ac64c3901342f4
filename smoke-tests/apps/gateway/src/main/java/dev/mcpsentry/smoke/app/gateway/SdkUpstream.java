package dev.mcpsentry.smoke.app.gateway;

import dev.mcpsentry.smoke.app.tools.Reply;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;

/** Through the official SDK's blocking client. */
final class SdkUpstream implements Upstream {

  private final McpSyncClient client;

  private SdkUpstream(McpSyncClient client) {
    this.client = client;
  }

  static SdkUpstream connect(GatewayLaunch launch) {
    McpSyncClient client =
        McpClient.sync(SdkClients.transport(launch))
            .clientInfo(SdkClients.INFO)
            .capabilities(SdkClients.CAPABILITIES)
            .roots(SdkClients.ROOT)
            .sampling(SdkClients::sample)
            .elicitation(SdkClients::elicit)
            .requestTimeout(launch.timeout())
            .initializationTimeout(GatewayLaunch.HANDSHAKE_TIMEOUT)
            .build();
    client.initialize();
    return new SdkUpstream(client);
  }

  @Override
  public Reply call(String tool, Map<String, Object> arguments) {
    return SdkClients.reply(client.callTool(new McpSchema.CallToolRequest(tool, arguments)));
  }

  @Override
  public List<String> tools() {
    return client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
