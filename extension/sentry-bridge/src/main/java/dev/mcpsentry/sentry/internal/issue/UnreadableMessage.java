package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.telemetry.error.Causes;
import java.util.List;

/**
 * Tells what an MCP library throws while it reads a message that is none. It escapes the HTTP
 * request where no session was found yet to answer it, and is the caller's mistake all the same.
 */
final class UnreadableMessage {

  // what runs before the application does
  private static final List<String> NOT_THE_APPLICATION =
      List.of(
          "io.modelcontextprotocol.",
          // Spring's transports since Spring AI 2.0
          "org.springframework.ai.mcp.server.",
          "com.fasterxml.jackson.",
          // Jackson 3
          "tools.jackson.",
          "java.",
          "jdk.",
          "sun.");

  private static final String CHECKPOINT =
      "reactor.core.publisher.FluxOnAssembly$OnAssemblyException";

  private static final List<String> SERVERS =
      List.of(
          "io.modelcontextprotocol.server.",
          "io.modelcontextprotocol.spec.McpSchema.",
          "io.modelcontextprotocol.spec.McpServerSession.",
          "io.modelcontextprotocol.spec.McpStreamableServerSession",
          "org.springframework.ai.mcp.server.");

  private UnreadableMessage() {}

  static boolean isCauseOf(Throwable throwable) {
    for (Throwable cause : Causes.of(throwable)) {
      if (wasThrownOnReading(cause.getStackTrace()) || wasMoved(cause.getSuppressed())) {
        return true;
      }
    }
    return false;
  }

  // Reactor's checkpoints take the frames of what passes them
  private static boolean wasMoved(Throwable[] suppressed) {
    for (int i = 0; i < Math.min(suppressed.length, Causes.MAX); i++) {
      if (CHECKPOINT.equals(suppressed[i].getClass().getName())
          && wasThrownOnReading(suppressed[i].getStackTrace())) {
        return true;
      }
    }
    return false;
  }

  private static boolean wasThrownOnReading(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      String place = frame.getClassName() + ".";
      // an answer of the application's that nobody can write
      if (frame.getMethodName().startsWith("write")
          || NOT_THE_APPLICATION.stream().noneMatch(place::startsWith)) {
        return false;
      }
      if (SERVERS.stream().anyMatch(place::startsWith)) {
        return true;
      }
    }
    return false;
  }
}
