package dev.mcpsentry.telemetry.privacy;

import java.util.Locale;

/** Request headers in which the protocol repeats what its messages say. Names in any spelling. */
public final class ProtocolHeaders {

  private static final String ARGUMENT_PREFIX = "mcp-param-";
  private static final String SESSION = "mcp-session-id";

  private ProtocolHeaders() {}

  /** Whether it repeats an argument of a tool: MCP 2026-07-28. */
  public static boolean repeatsArgument(String header) {
    return spelled(header).startsWith(ARGUMENT_PREFIX);
  }

  /** Whether it repeats an argument of a tool, or the session: never recorded, whoever asks. */
  public static boolean isPrivate(String header) {
    return repeatsArgument(header) || spelled(header).equals(SESSION);
  }

  private static String spelled(String header) {
    return header.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
