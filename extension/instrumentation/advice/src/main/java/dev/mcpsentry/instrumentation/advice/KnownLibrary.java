package dev.mcpsentry.instrumentation.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A library that speaks MCP, told by a class it loads when it is put to use.
 *
 * @param name what the report calls it
 * @param landmarks names of classes loaded when a server or client is built
 * @param instrumentation the name of the module that hooks it; null when none does yet
 */
public record KnownLibrary(String name, List<String> landmarks, @Nullable String instrumentation) {

  public static final KnownLibrary MCP_JAVA_SDK_SERVER =
      new KnownLibrary(
          "MCP Java SDK server",
          List.of(
              "io.modelcontextprotocol.server.McpAsyncServer",
              // added in 0.11
              "io.modelcontextprotocol.server.McpStatelessAsyncServer"),
          "mcp-java-sdk");

  public static final KnownLibrary MCP_JAVA_SDK_CLIENT =
      new KnownLibrary(
          "MCP Java SDK client",
          List.of("io.modelcontextprotocol.client.McpAsyncClient"),
          "mcp-java-sdk");

  public static final KnownLibrary LANGCHAIN4J_MCP_CLIENT =
      new KnownLibrary(
          "LangChain4j MCP client",
          List.of("dev.langchain4j.mcp.client.DefaultMcpClient"),
          "langchain4j-mcp");

  /** Every library the report knows by sight. */
  static final List<KnownLibrary> ALL =
      List.of(
          MCP_JAVA_SDK_SERVER,
          MCP_JAVA_SDK_CLIENT,
          unhooked("Quarkus MCP server", "io.quarkiverse.mcp.server.runtime.McpMessageHandler"),
          LANGCHAIN4J_MCP_CLIENT,
          unhooked("MCP Kotlin SDK server", "io.modelcontextprotocol.kotlin.sdk.server.Server"),
          unhooked("MCP Kotlin SDK client", "io.modelcontextprotocol.kotlin.sdk.client.Client"),
          unhooked("Helidon MCP server", "io.helidon.extensions.mcp.server.McpServerFeature"));

  private static KnownLibrary unhooked(String name, String landmark) {
    return new KnownLibrary(name, List.of(landmark), null);
  }
}
