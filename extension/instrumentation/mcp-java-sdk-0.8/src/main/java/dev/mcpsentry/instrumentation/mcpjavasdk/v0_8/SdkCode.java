package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells an exception of the SDK itself, or of a framework on it, from one of the application. */
final class SdkCode {

  private static final List<String> DISPATCHERS =
      List.of(
          "io.modelcontextprotocol.server.McpAsyncServer.",
          "io.modelcontextprotocol.server.McpStatelessAsyncServer.");

  private static final List<String> NOT_THE_APPLICATION =
      List.of(
          "io.modelcontextprotocol.",
          "com.fasterxml.jackson.",
          // Jackson 3
          "tools.jackson.",
          "java.",
          "jdk.",
          "sun.");

  // they answer a code of their own choice for whatever a method of the application throws
  private static final List<String> FRAMEWORKS =
      List.of(
          // mcp-annotations under Spring AI 1.1
          "org.springaicommunity.mcp.method.",
          // since Spring AI 2.0
          "org.springframework.ai.mcp.annotation.method.");

  private SdkCode() {}

  /**
   * Whether the SDK threw while it read the parameters, before any code of the application ran:
   * {@code params} that are null, no object, or of the wrong types. The SDK calls that an internal
   * error.
   */
  static boolean threwOnParameters(Throwable problem) {
    for (StackTraceElement frame : problem.getStackTrace()) {
      String place = frame.getClassName() + ".";
      if (startsWithAny(place, DISPATCHERS) || readsRequest(frame)) {
        return true;
      }
      // every transport has its own, in whatever package
      if (!startsWithAny(place, NOT_THE_APPLICATION)
          && !frame.getMethodName().equals("unmarshalFrom")) {
        return false;
      }
    }
    return false;
  }

  /** Whether it was a framework that chose to throw the SDK's exception, and its code. */
  static boolean isFrameworks(Throwable problem) {
    return framework(problem) != null;
  }

  /**
   * Whether a framework threw before it called a method of the application, for want of what the
   * method takes.
   */
  static boolean frameworkThrewOnArguments(Throwable problem) {
    StackTraceElement frame =
        problem instanceof IllegalArgumentException ? framework(problem) : null;
    return frame != null && !frame.getMethodName().contains("convertTo");
  }

  private static @Nullable StackTraceElement framework(Throwable problem) {
    for (StackTraceElement frame : problem.getStackTrace()) {
      String place = frame.getClassName() + ".";
      if (!startsWithAny(place, NOT_THE_APPLICATION)) {
        return startsWithAny(place, FRAMEWORKS) ? frame : null;
      }
    }
    return null;
  }

  // sessions read the parameters of initialize themselves
  private static boolean readsRequest(StackTraceElement frame) {
    return frame.getClassName().equals("io.modelcontextprotocol.spec.McpServerSession")
        && frame.getMethodName().contains("handleIncomingRequest");
  }

  private static boolean startsWithAny(String place, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (place.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
