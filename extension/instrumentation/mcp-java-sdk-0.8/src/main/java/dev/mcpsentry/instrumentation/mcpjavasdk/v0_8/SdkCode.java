package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.util.List;

/** Tells an exception of the SDK itself from one of the application. */
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

  private SdkCode() {}

  /**
   * Whether the SDK threw while it read the parameters, before any code of the application ran:
   * {@code params} that are null, no object, or of the wrong types. The SDK calls that an internal
   * error.
   */
  static boolean threwOnParameters(Throwable problem) {
    for (StackTraceElement frame : problem.getStackTrace()) {
      String place = frame.getClassName() + ".";
      if (startsWithAny(place, DISPATCHERS)) {
        return true;
      }
      if (!startsWithAny(place, NOT_THE_APPLICATION)) {
        return false;
      }
    }
    return false;
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
