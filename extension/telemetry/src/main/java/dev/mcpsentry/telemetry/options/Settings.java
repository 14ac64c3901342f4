package dev.mcpsentry.telemetry.options;

import java.util.List;

/** The catalogue of every setting of the product. {@code docs/configuration.md} follows it. */
public final class Settings {

  public static final Setting DSN =
      new Setting("sentry.dsn", "", "Where to send. Without it the Sentry bridge is off.");
  public static final Setting ENVIRONMENT =
      new Setting("sentry.environment", "production", "The environment on everything sent.");
  public static final Setting RELEASE =
      new Setting("sentry.release", "", "The release on everything sent; turns release health on.");
  public static final Setting TRACES_SAMPLE_RATE =
      new Setting(
          "sentry.traces.sample.rate",
          "1.0",
          "Share of traces sent to Sentry, 0.0 to 1.0, decided by trace id.");
  public static final Setting SEND_DEFAULT_PII =
      new Setting(
          "sentry.send.default.pii",
          "false",
          "Sends client addresses and user identity along with spans.");
  public static final Setting TRACE_PROPAGATION_TARGETS =
      new Setting(
          "sentry.trace.propagation.targets",
          ".*",
          "MCP servers that are sent sentry-trace and Sentry's baggage, with commas: parts of, or"
              + " patterns for, their URL; stdio for child processes.");
  public static final Setting TAGS =
      new Setting("sentry.tags", "", "Tags on everything sent, as key:value pairs with commas.");
  public static final Setting SERVER_NAME =
      new Setting(
          "sentry.servername", "", "The server name on everything sent; default host name.");
  public static final Setting IN_APP_INCLUDES =
      new Setting(
          "sentry.in.app.includes",
          "",
          "Package prefixes, with commas, that are the application's own code in stack traces.");
  public static final Setting DEBUG =
      new Setting("sentry.debug", "false", "Tells on stderr what the bridge does.");
  public static final Setting CAPTURE_ARGUMENTS =
      new Setting(
          "otel.instrumentation.mcp.capture-arguments",
          "false",
          "Records tool arguments and prompt variables, redacted and capped.");
  public static final Setting CAPTURE_RESULTS =
      new Setting(
          "otel.instrumentation.mcp.capture-results",
          "false",
          "Records tool results and the messages of prompts, redacted and capped.");
  public static final Setting CAPTURE_LOG_MESSAGES =
      new Setting(
          "otel.instrumentation.mcp.capture-log-messages",
          "false",
          "Records the data of MCP log messages, redacted and capped.");
  public static final Setting REDACT_KEYS =
      new Setting(
          "otel.instrumentation.mcp.redact-keys",
          "",
          "Further names, with commas and in any spelling, whose values are never recorded.");
  public static final Setting HASH_SESSION_ID =
      new Setting(
          "otel.instrumentation.mcp.hash-session-id",
          "false",
          "Records a SHA-256 prefix of the session id instead of the id.");
  public static final Setting BAGGAGE_TARGETS =
      new Setting(
          "otel.instrumentation.mcp.baggage-targets",
          "*",
          "MCP servers that are sent baggage, with commas: host names, *.domain, stdio, * or none.");
  public static final Setting SERVER_MODES =
      new Setting(
          "otel.instrumentation.mcp.server-modes",
          "",
          "Query parameters of the MCP URL, with commas, recorded as app.server.mode.<name>.");

  /** OpenTelemetry's own, which says what headers are on the HTTP server span. */
  public static final Setting CAPTURED_HEADERS =
      new Setting(
          "otel.instrumentation.http.server.capture-request-headers",
          "",
          "Names of request headers, with commas.");

  /** Every setting of ours, in the order of the documentation. */
  public static final List<Setting> ALL =
      List.of(
          DSN,
          ENVIRONMENT,
          RELEASE,
          TRACES_SAMPLE_RATE,
          SEND_DEFAULT_PII,
          TRACE_PROPAGATION_TARGETS,
          TAGS,
          SERVER_NAME,
          IN_APP_INCLUDES,
          DEBUG,
          CAPTURE_ARGUMENTS,
          CAPTURE_RESULTS,
          CAPTURE_LOG_MESSAGES,
          REDACT_KEYS,
          HASH_SESSION_ID,
          BAGGAGE_TARGETS,
          SERVER_MODES);

  private Settings() {}
}
