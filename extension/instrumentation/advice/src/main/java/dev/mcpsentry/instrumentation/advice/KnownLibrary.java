package dev.mcpsentry.instrumentation.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A library that speaks MCP, told by a class it loads when it is put to use.
 *
 * @param name what the report calls it
 * @param landmarks names of classes loaded when a server or client is built
 * @param instrumentation the name of the module that hooks it; null when none does yet
 * @param artifacts {@code group:artifact} of what the landmarks are published in, newest first
 */
public record KnownLibrary(
    String name, List<String> landmarks, @Nullable String instrumentation, List<String> artifacts) {

  // mcp up to 0.12
  private static final List<String> MCP_JAVA_SDK =
      List.of("io.modelcontextprotocol.sdk:mcp-core", "io.modelcontextprotocol.sdk:mcp");

  public static final KnownLibrary MCP_JAVA_SDK_SERVER =
      new KnownLibrary(
          "MCP Java SDK server",
          List.of(
              "io.modelcontextprotocol.server.McpAsyncServer",
              // added in 0.11
              "io.modelcontextprotocol.server.McpStatelessAsyncServer"),
          "mcp-java-sdk",
          MCP_JAVA_SDK);

  public static final KnownLibrary MCP_JAVA_SDK_CLIENT =
      new KnownLibrary(
          "MCP Java SDK client",
          List.of("io.modelcontextprotocol.client.McpAsyncClient"),
          "mcp-java-sdk",
          MCP_JAVA_SDK);

  public static final KnownLibrary LANGCHAIN4J_MCP_CLIENT =
      new KnownLibrary(
          "LangChain4j MCP client",
          List.of("dev.langchain4j.mcp.client.DefaultMcpClient"),
          "langchain4j-mcp",
          List.of("dev.langchain4j:langchain4j-mcp"));

  /** Every library the report knows by sight. */
  static final List<KnownLibrary> ALL =
      List.of(
          MCP_JAVA_SDK_SERVER,
          MCP_JAVA_SDK_CLIENT,
          unhooked(
              "Quarkus MCP server",
              "io.quarkiverse.mcp.server.runtime.McpMessageHandler",
              "io.quarkiverse.mcp:quarkus-mcp-server-core"),
          LANGCHAIN4J_MCP_CLIENT,
          unhooked(
              "MCP Kotlin SDK server",
              "io.modelcontextprotocol.kotlin.sdk.server.Server",
              "io.modelcontextprotocol:kotlin-sdk-server-jvm",
              "io.modelcontextprotocol:kotlin-sdk-jvm"),
          unhooked(
              "MCP Kotlin SDK client",
              "io.modelcontextprotocol.kotlin.sdk.client.Client",
              "io.modelcontextprotocol:kotlin-sdk-client-jvm",
              "io.modelcontextprotocol:kotlin-sdk-jvm"),
          unhooked(
              "Helidon MCP server",
              "io.helidon.extensions.mcp.server.McpServerFeature",
              "io.helidon.extensions.mcp:helidon4-extensions-mcp-server"));

  private static KnownLibrary unhooked(String name, String landmark, String... artifacts) {
    return new KnownLibrary(name, List.of(landmark), null, List.of(artifacts));
  }
}
