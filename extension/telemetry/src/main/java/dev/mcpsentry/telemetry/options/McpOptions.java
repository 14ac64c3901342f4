package dev.mcpsentry.telemetry.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the instrumentations may record and send along.
 *
 * @param captureArguments whether tool arguments and prompt variables are recorded
 * @param captureResults whether tool results are recorded
 * @param captureLogMessages whether the data of MCP log messages is recorded
 * @param redactKeys names, in any spelling, whose values are never recorded, besides the built-in
 *     ones
 * @param hashSessionId whether the session id is recorded as a hash
 * @param baggageTargets the peers that are sent {@code baggage}, lower case
 * @param serverModes the query parameters that are recorded
 * @param capturedHeaders the request headers, lower case, that are recorded; never those in which
 *     the protocol repeats arguments and session
 */
public record McpOptions(
    boolean captureArguments,
    boolean captureResults,
    boolean captureLogMessages,
    List<String> redactKeys,
    boolean hashSessionId,
    List<String> baggageTargets,
    List<String> serverModes,
    List<String> capturedHeaders) {

  /** Records no content. */
  public static final McpOptions DEFAULT = from(name -> null, name -> null);

  // MCP 2026-07-28 repeats arguments of tools in headers
  private static final String ARGUMENT_HEADER_PREFIX = "mcp-param-";
  private static final String SESSION_HEADER = "mcp-session-id";

  /** Leaves out the headers that must not be captured. */
  public McpOptions {
    capturedHeaders = capturedHeaders.stream().filter(McpOptions::mayBeCaptured).toList();
  }

  private static boolean mayBeCaptured(String header) {
    String name = header.toLowerCase(Locale.ROOT).replace('_', '-');
    return !name.startsWith(ARGUMENT_HEADER_PREFIX) && !name.equals(SESSION_HEADER);
  }

  /** Reads system properties, then environment variables. */
  public static McpOptions fromProcess() {
    return from(System::getProperty, System::getenv);
  }

  /** Reads from the given sources, the first winning; either may answer null. */
  public static McpOptions from(
      UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
    return new McpOptions(
        flag(Settings.CAPTURE_ARGUMENTS, property, environment),
        flag(Settings.CAPTURE_RESULTS, property, environment),
        flag(Settings.CAPTURE_LOG_MESSAGES, property, environment),
        names(text(Settings.REDACT_KEYS, property, environment)),
        flag(Settings.HASH_SESSION_ID, property, environment),
        list(text(Settings.BAGGAGE_TARGETS, property, environment)),
        list(text(Settings.SERVER_MODES, property, environment)),
        list(text(Settings.CAPTURED_HEADERS, property, environment)));
  }

  private static boolean flag(
      Setting setting,
      UnaryOperator<@Nullable String> property,
      UnaryOperator<@Nullable String> environment) {
    return Boolean.parseBoolean(text(setting, property, environment).trim());
  }

  private static String text(
      Setting setting,
      UnaryOperator<@Nullable String> property,
      UnaryOperator<@Nullable String> environment) {
    String value = property.apply(setting.property());
    if (value == null) {
      value = environment.apply(setting.environmentVariable());
    }
    return value == null ? setting.defaultValue() : value;
  }

  private static List<String> list(String value) {
    return names(value.toLowerCase(Locale.ROOT));
  }

  // capitals tell words apart
  private static List<String> names(String value) {
    return Arrays.stream(value.split(","))
        .map(String::trim)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
