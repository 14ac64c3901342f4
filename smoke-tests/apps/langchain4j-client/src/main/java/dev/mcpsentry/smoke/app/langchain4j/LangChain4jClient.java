package dev.mcpsentry.smoke.app.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Runs one session and prints a line for each answer: {@code <connection> <server>...}. */
public final class LangChain4jClient {

  private LangChain4jClient() {}

  public static void main(String[] args) throws Exception {
    List<String> server = Arrays.asList(args).subList(1, args.length);
    DefaultMcpClient.Builder builder =
        new DefaultMcpClient.Builder()
            .clientName("smoke-langchain4j-client")
            .clientVersion("3.2.1")
            // the server may be a JVM that has to start first
            .initializationTimeout(Duration.ofMinutes(2))
            .transport(Connection.valueOf(args[0].toUpperCase(Locale.ROOT)).to(server));
    withoutHealthChecks(builder);
    McpClient client = builder.build();
    print(() -> client.listTools().stream().map(ToolSpecification::name).sorted().toList());
    print(
        () -> {
          client.checkHealth();
          return "healthy";
        });
    print(() -> call(client, "echo", "{\"text\":\"hi\"}"));
    print(() -> call(client, "fail", "{}"));
    print(() -> call(client, "soft_fail", "{}"));
    client.close();
    System.exit(0);
  }

  // later versions than 1.0 send a ping every 30 seconds, unless told otherwise
  private static void withoutHealthChecks(DefaultMcpClient.Builder builder)
      throws ReflectiveOperationException {
    for (Method method : DefaultMcpClient.Builder.class.getMethods()) {
      if (method.getName().equals("autoHealthCheck")) {
        method.invoke(builder, false);
      }
    }
  }

  // answers a String before 1.6, a ToolExecutionResult since
  private static Object call(McpClient client, String tool, String arguments) throws Exception {
    ToolExecutionRequest request =
        ToolExecutionRequest.builder().name(tool).arguments(arguments).build();
    try {
      Object result =
          McpClient.class
              .getMethod("executeTool", ToolExecutionRequest.class)
              .invoke(client, request);
      return result instanceof String
          ? result
          : result.getClass().getMethod("resultText").invoke(result);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void print(Callable<Object> answer) {
    try {
      System.out.println(answer.call());
    } catch (Exception e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
