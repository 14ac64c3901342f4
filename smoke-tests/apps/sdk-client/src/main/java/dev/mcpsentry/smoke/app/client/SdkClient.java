package dev.mcpsentry.smoke.app.client;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Runs one session and prints a line for each answer: {@code <connection> <sync|async> <base URL>}.
 */
public final class SdkClient {

  private static final McpSchema.Implementation SELF =
      new McpSchema.Implementation("smoke-sdk-client", "3.2.1");
  private static final CallToolRequest ECHO = new CallToolRequest("echo", Map.of("text", "hi"));
  private static final CallToolRequest FAIL = new CallToolRequest("fail", Map.of());
  private static final CallToolRequest SOFT_FAIL = new CallToolRequest("soft_fail", Map.of());

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private SdkClient() {}

  public static void main(String[] args) {
    McpClientTransport transport = Connection.valueOf(args[0].toUpperCase(Locale.ROOT)).to(args[2]);
    if (args[1].equals("async")) {
      async(
          McpClient.async(transport)
              .clientInfo(SELF)
              .requestTimeout(PATIENCE)
              .initializationTimeout(PATIENCE)
              .build());
    } else {
      sync(
          McpClient.sync(transport)
              .clientInfo(SELF)
              .requestTimeout(PATIENCE)
              .initializationTimeout(PATIENCE)
              .build());
    }
    System.exit(0);
  }

  private static void sync(McpSyncClient client) {
    print(() -> client.initialize().serverInfo().name());
    print(client::ping);
    print(() -> client.listTools().tools().size());
    print(() -> client.callTool(ECHO).isError());
    print(() -> client.callTool(FAIL).isError());
    print(() -> client.callTool(SOFT_FAIL).isError());
    print(client::closeGracefully);
  }

  private static void async(McpAsyncClient client) {
    client
        .initialize()
        .doOnNext(result -> print(() -> result.serverInfo().name()))
        .then(shown(client.ping()))
        .then(shown(client.listTools().map(result -> result.tools().size())))
        .then(shown(client.callTool(ECHO).map(SdkClient::error)))
        .then(shown(client.callTool(FAIL).map(SdkClient::error)))
        .then(shown(client.callTool(SOFT_FAIL).map(SdkClient::error)))
        .block();
    client.closeGracefully().block();
    print(() -> true);
  }

  private static boolean error(McpSchema.CallToolResult result) {
    return Boolean.TRUE.equals(result.isError());
  }

  private static <T> Mono<Object> shown(Mono<T> answer) {
    return answer
        .map(Object.class::cast)
        .onErrorResume(problem -> Mono.just(problem.getMessage()))
        .doOnNext(System.out::println);
  }

  private static void print(Supplier<Object> answer) {
    try {
      System.out.println(answer.get());
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }
}
