package dev.mcpsentry.telemetry.options;

import dev.mcpsentry.telemetry.options.Setting.Kind;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of every setting of the product, and of what its class loaders tell each other.
 * {@code docs/configuration.md} follows it.
 */
public final class Settings {

  public static final Setting<String> DSN =
      Setting.of(
          "sentry.dsn", Codec.TEXT, "", "Where to send. Without it the Sentry bridge is off.");
  public static final Setting<String> ENVIRONMENT =
      Setting.of(
          "sentry.environment", Codec.TEXT, "production", "The environment on everything sent.");
  public static final Setting<String> RELEASE =
      Setting.of(
          "sentry.release",
          Codec.TEXT,
          "",
          "The release on everything sent; turns release health on.");
  public static final Setting<Double> TRACES_SAMPLE_RATE =
      Setting.of(
          "sentry.traces.sample.rate",
          Codec.SHARE,
          "1.0",
          "Share of the traces that begin here, 0.0 to 1.0, decided by trace id; Sentry's SDK at the"
              + " head of a trace decides about the others.");
  public static final Setting<TraceLifecycle> TRACE_LIFECYCLE =
      Setting.of(
          "sentry.trace.lifecycle",
          Codec.LIFECYCLE,
          "stream",
          "How spans travel: stream as they end; static as transactions, for self-hosted Sentry"
              + " before mid-2025 and local viewers; otlp as OpenTelemetry's protocol, in batches.");
  public static final Setting<SessionMode> SESSION_MODE =
      Setting.of(
          "sentry.session.mode",
          Codec.SESSIONS,
          "request",
          "What release health counts: request each operation, aggregated by minute; application"
              + " each MCP session.");
  public static final Setting<Boolean> LOGS_ENABLED =
      Setting.of(
          "sentry.logs.enabled",
          Codec.FLAG,
          "true",
          "Sends log records as Sentry logs; SENTRY_ENABLE_LOGS is understood too.");

  /** What other Sentry SDKs call {@link #LOGS_ENABLED}. */
  public static final Setting<Boolean> ENABLE_LOGS =
      Setting.of(Kind.ALIAS, "sentry.enable.logs", Codec.FLAG, "true", LOGS_ENABLED.meaning());

  public static final Setting<LogLevel> LOGS_LEVEL =
      Setting.of(
          "sentry.logs.level",
          Codec.LEVEL,
          "info",
          "The least level of log records that are sent: trace, debug, info, warn, error, fatal or"
              + " off.");
  public static final Setting<LogLevel> LOGS_EVENT_LEVEL =
      Setting.of(
          "sentry.logs.event.level",
          Codec.LEVEL,
          "error",
          "The least level of the application's log records that become issues; off for none.");
  public static final Setting<Boolean> METRICS_ENABLED =
      Setting.of("sentry.metrics.enabled", Codec.FLAG, "true", "Sends metrics, every minute.");
  public static final Setting<List<String>> METRICS_ALLOW =
      Setting.of(
          "sentry.metrics.allow",
          Codec.LIST,
          "mcp.*,http.server.request.duration,http.client.request.duration,jvm.memory.used,"
              + "jvm.thread.count,jvm.cpu.recent_utilization,jvm.gc.duration",
          "OpenTelemetry's instruments whose metrics are sent, with commas; a star at the end stands"
              + " for any rest.");
  public static final Setting<Boolean> SEND_DEFAULT_PII =
      Setting.of(
          "sentry.send.default.pii",
          Codec.FLAG,
          "false",
          "Sends client addresses and user identity along with spans.");
  public static final Setting<Boolean> MCP_OLDER_NAMES =
      Setting.of(
          "sentry.mcp.older.names",
          Codec.FLAG,
          "true",
          "Sends the MCP attributes that Sentry read before September 2026, such as mcp.tool.name,"
              + " beside those it reads now.");
  public static final Setting<String> TRACE_PROPAGATION_TARGETS =
      Setting.of(
          "sentry.trace.propagation.targets",
          Codec.TEXT,
          ".*",
          "MCP servers that are sent sentry-trace and Sentry's baggage, with commas: parts of, or"
              + " patterns for, their URL; stdio for child processes.");
  public static final Setting<Map<String, String>> TAGS =
      Setting.of(
          "sentry.tags",
          Codec.PAIRS,
          "",
          "Tags on everything sent, as key:value pairs with commas.");
  public static final Setting<String> SERVER_NAME =
      Setting.of(
          "sentry.servername",
          Codec.TEXT,
          "",
          "The server name on everything sent; default host name.");
  public static final Setting<List<String>> IN_APP_INCLUDES =
      Setting.of(
          "sentry.in.app.includes",
          Codec.LIST,
          "",
          "Package prefixes, with commas, that alone are the application's own code in stack"
              + " traces; default whatever is no JDK, no known library and not generated.");
  public static final Setting<String> PROXY_HOST =
      Setting.of(
          "sentry.proxy.host",
          Codec.TEXT,
          "",
          "The HTTP proxy Sentry is reached through; default what the JVM's proxy properties, else"
              + " HTTPS_PROXY, HTTP_PROXY and NO_PROXY say.");
  public static final Setting<Integer> PROXY_PORT =
      Setting.of("sentry.proxy.port", Codec.PORT, "80", "The port of that proxy.");
  public static final Setting<String> PROXY_USER =
      Setting.of("sentry.proxy.user", Codec.TEXT, "", "Whom to say to that proxy we are.");
  public static final Setting<String> PROXY_PASS =
      Setting.of("sentry.proxy.pass", Codec.TEXT, "", "The password that goes with it.");
  public static final Setting<String> SPOOL_DIR =
      Setting.of(
          "sentry.spool.dir",
          Codec.TEXT,
          "",
          "A directory for what cannot be sent, which goes out when Sentry is there again, or at the"
              + " next start; without it memory is all there is.");
  public static final Setting<Boolean> DEBUG =
      Setting.of("sentry.debug", Codec.FLAG, "false", "Tells on stderr what the bridge does.");
  public static final Setting<Boolean> CAPTURE_ARGUMENTS =
      Setting.of(
          "otel.instrumentation.mcp.capture-arguments",
          Codec.FLAG,
          "false",
          "Records tool arguments and prompt variables, redacted and capped.");
  public static final Setting<Boolean> CAPTURE_RESULTS =
      Setting.of(
          "otel.instrumentation.mcp.capture-results",
          Codec.FLAG,
          "false",
          "Records tool results and the messages of prompts, redacted and capped.");
  public static final Setting<Boolean> CAPTURE_LOG_MESSAGES =
      Setting.of(
          "otel.instrumentation.mcp.capture-log-messages",
          Codec.FLAG,
          "false",
          "Records the data of MCP log messages, redacted and capped.");
  public static final Setting<Boolean> CAPTURE_ERROR_TEXT =
      Setting.of(
          "otel.instrumentation.mcp.capture-error-text",
          Codec.FLAG,
          "true",
          "Tells why an operation failed: the exception's message, or how an isError text begins,"
              + " redacted and capped.");
  public static final Setting<List<String>> REDACT_KEYS =
      Setting.of(
          "otel.instrumentation.mcp.redact-keys",
          Codec.LIST,
          "",
          "Further names, with commas and in any spelling, whose values are never recorded.");
  public static final Setting<Boolean> HASH_SESSION_ID =
      Setting.of(
          "otel.instrumentation.mcp.hash-session-id",
          Codec.FLAG,
          "false",
          "Records a SHA-256 prefix of the session id instead of the id.");
  public static final Setting<List<String>> BAGGAGE_TARGETS =
      Setting.of(
          "otel.instrumentation.mcp.baggage-targets",
          Codec.WORDS,
          "*",
          "MCP servers that are sent baggage, with commas: host names, *.domain, stdio, * or"
              + " none.");
  public static final Setting<List<String>> SERVER_MODES =
      Setting.of(
          "otel.instrumentation.mcp.server-modes",
          Codec.WORDS,
          "",
          "Query parameters of the MCP URL, with commas, recorded as app.server.mode.<name>.");

  /** OpenTelemetry's own, which says what headers are on the HTTP server span. */
  public static final Setting<List<String>> CAPTURED_HEADERS =
      Setting.of(
          Kind.OPENTELEMETRY,
          "otel.instrumentation.http.server.capture-request-headers",
          Codec.WORDS,
          "",
          "Names of request headers, with commas.");

  /** OpenTelemetry's own, for instrumentations without a switch of their own. */
  public static final Setting<Boolean> INSTRUMENTATION_DEFAULT_ENABLED =
      Setting.of(
          Kind.OPENTELEMETRY,
          "otel.instrumentation.common.default-enabled",
          Codec.FLAG,
          "true",
          "Whether instrumentations are applied that nothing is said of.");

  public static final Setting<Map<String, String>> PROPAGATION_BAGGAGE =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.propagation.baggage",
          Codec.BAGGAGE,
          "",
          "What every trace that begins here says to Sentry; nothing when nobody sends there.");
  public static final Setting<Double> PROPAGATION_RATE =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.propagation.rate",
          Codec.SHARE,
          TRACES_SAMPLE_RATE.defaultText(),
          TRACES_SAMPLE_RATE.meaning());
  public static final Setting<String> PROPAGATION_TARGETS =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.propagation.targets",
          Codec.TEXT,
          TRACE_PROPAGATION_TARGETS.defaultText(),
          TRACE_PROPAGATION_TARGETS.meaning());

  /** Every setting of ours, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          DSN,
          ENVIRONMENT,
          RELEASE,
          TRACES_SAMPLE_RATE,
          TRACE_LIFECYCLE,
          SESSION_MODE,
          LOGS_ENABLED,
          LOGS_LEVEL,
          LOGS_EVENT_LEVEL,
          METRICS_ENABLED,
          METRICS_ALLOW,
          SEND_DEFAULT_PII,
          MCP_OLDER_NAMES,
          TRACE_PROPAGATION_TARGETS,
          TAGS,
          SERVER_NAME,
          IN_APP_INCLUDES,
          PROXY_HOST,
          PROXY_PORT,
          PROXY_USER,
          PROXY_PASS,
          SPOOL_DIR,
          DEBUG,
          CAPTURE_ARGUMENTS,
          CAPTURE_RESULTS,
          CAPTURE_LOG_MESSAGES,
          CAPTURE_ERROR_TEXT,
          REDACT_KEYS,
          HASH_SESSION_ID,
          BAGGAGE_TARGETS,
          SERVER_MODES);

  /**
   * Those that are read beside the application, where the agent's configuration is out of sight.
   */
  public static final List<Setting<?>> OF_HELPERS =
      List.of(
          CAPTURE_ARGUMENTS,
          CAPTURE_RESULTS,
          CAPTURE_LOG_MESSAGES,
          CAPTURE_ERROR_TEXT,
          REDACT_KEYS,
          HASH_SESSION_ID,
          BAGGAGE_TARGETS,
          SERVER_MODES,
          CAPTURED_HEADERS);

  private Settings() {}

  /** OpenTelemetry's own, by which the instrumentations of this name are switched off. */
  public static Setting<Boolean> instrumentationEnabled(String name) {
    return Setting.of(
        Kind.OPENTELEMETRY,
        "otel.instrumentation." + name + ".enabled",
        Codec.FLAG,
        "true",
        "Whether the instrumentations of this name are applied.");
  }
}
