package dev.mcpsentry.telemetry.options;

import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.privacy.CaptureScope;
import dev.mcpsentry.telemetry.privacy.ProtocolHeaders;
import dev.mcpsentry.telemetry.rule.Rules;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the instrumentations may record and send along.
 *
 * @param captureArguments whether tool arguments and prompt variables are recorded
 * @param captureResults whether tool results are recorded
 * @param captured of which tools and prompts, and which members of those
 * @param captureLogMessages whether the data of MCP log messages is recorded
 * @param captureErrorText whether it is told why an operation failed, and what exceptions say
 * @param redactKeys names, in any spelling, whose values are never recorded, besides the built-in
 *     ones
 * @param hashSessionId whether the session id is recorded as a hash
 * @param baggageTargets the peers that are sent {@code baggage}, lower case
 * @param serverModes the query parameters that are recorded
 * @param capturedHeaders the request headers, lower case, that are recorded; never those in which
 *     the protocol repeats arguments and session
 * @param routes the paths that are watched
 * @param logs which operations have a log line
 * @param mapping what is told in others' ways
 * @param rules what else of an operation is recorded, and as which attributes
 */
public record McpOptions(
    boolean captureArguments,
    boolean captureResults,
    CaptureScope captured,
    boolean captureLogMessages,
    boolean captureErrorText,
    List<String> redactKeys,
    boolean hashSessionId,
    List<String> baggageTargets,
    List<String> serverModes,
    List<String> capturedHeaders,
    Routes routes,
    LogLines logs,
    MappingOptions mapping,
    Rules rules) {

  /** Records no content. */
  public static final McpOptions DEFAULT = from(name -> null, name -> null);

  /** Leaves out the headers that must not be captured. */
  public McpOptions {
    capturedHeaders =
        capturedHeaders.stream().filter(header -> !ProtocolHeaders.isPrivate(header)).toList();
  }

  /** Reads system properties, then environment variables. */
  public static McpOptions fromProcess() {
    return of(SettingsReader.ofProcess());
  }

  /** Reads from the given sources, the first winning; either may answer null. */
  public static McpOptions from(
      UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
    return of(SettingsReader.of(property, environment));
  }

  private static McpOptions of(SettingsReader settings) {
    return new McpOptions(
        settings.get(Settings.CAPTURE_ARGUMENTS),
        settings.get(Settings.CAPTURE_RESULTS),
        CaptureScope.of(settings.get(Settings.CAPTURE_TOOLS), settings.get(Settings.CAPTURE_KEYS)),
        settings.get(Settings.CAPTURE_LOG_MESSAGES),
        settings.get(Settings.CAPTURE_ERROR_TEXT),
        settings.get(Settings.REDACT_KEYS),
        settings.get(Settings.HASH_SESSION_ID),
        settings.get(Settings.BAGGAGE_TARGETS),
        settings.get(Settings.SERVER_MODES),
        settings.get(Settings.CAPTURED_HEADERS),
        settings.get(Settings.ROUTES),
        settings.get(Settings.LOGS),
        MappingOptions.of(settings),
        // what is wrong with them the agent says
        Rules.of(settings.get(Settings.RULES), wrong -> {}));
  }
}
