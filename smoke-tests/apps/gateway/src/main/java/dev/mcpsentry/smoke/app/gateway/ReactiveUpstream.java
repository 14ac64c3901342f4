package dev.mcpsentry.smoke.app.gateway;

import dev.mcpsentry.smoke.app.tools.Reply;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The server behind the gateway, through the official SDK's client that holds no thread. */
final class ReactiveUpstream implements AutoCloseable {

  private final McpAsyncClient client;

  private ReactiveUpstream(McpAsyncClient client) {
    this.client = client;
  }

  static ReactiveUpstream connect(GatewayLaunch launch) {
    McpAsyncClient client =
        McpClient.async(SdkClients.transport(launch))
            .clientInfo(SdkClients.INFO)
            .capabilities(SdkClients.CAPABILITIES)
            .roots(SdkClients.ROOT)
            .sampling(request -> Mono.fromCallable(() -> SdkClients.sample(request)))
            .elicitation(request -> Mono.fromCallable(() -> SdkClients.elicit(request)))
            .requestTimeout(launch.timeout())
            .initializationTimeout(GatewayLaunch.HANDSHAKE_TIMEOUT)
            .build();
    client.initialize().block();
    return new ReactiveUpstream(client);
  }

  Mono<Reply> call(String tool, Map<String, Object> arguments) {
    return client.callTool(new McpSchema.CallToolRequest(tool, arguments)).map(SdkClients::reply);
  }

  Mono<List<String>> tools() {
    return client
        .listTools()
        .map(result -> result.tools().stream().map(McpSchema.Tool::name).toList());
  }

  @Override
  public void close() {
    client.close();
  }
}
