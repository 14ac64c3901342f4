package dev.mcpsentry.telemetry.options;

import dev.mcpsentry.telemetry.error.FailureEffects;
import dev.mcpsentry.telemetry.http.Routes;
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
              "sentry.dsn", Codec.TEXT, "", "Where to send. Without it the Sentry bridge is off.")
          .like("https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2");
  public static final Setting<String> ENVIRONMENT =
      Setting.of(
              "sentry.environment", Codec.TEXT, "production", "The environment on everything sent.")
          .like("staging");
  public static final Setting<String> RELEASE =
      Setting.of(
              "sentry.release",
              Codec.RELEASE,
              "",
              "The release on everything sent, which turns release health on; default what the"
                  + " build or the platform tells.")
          .like("shop@1.2.0");
  public static final Setting<String> DIST =
      Setting.of(
              "sentry.dist",
              Codec.DIST,
              "",
              "The distribution of the release, such as the number of a build, on everything but"
                  + " release health.")
          .like("42");
  public static final Setting<Double> TRACES_SAMPLE_RATE =
      Setting.of(
              "sentry.traces.sample.rate",
              Codec.SHARE,
              "1.0",
              "Share of the traces that begin here, 0.0 to 1.0, decided by trace id; Sentry's SDK"
                  + " at the head of a trace decides about the others.")
          .like("0.25");
  public static final Setting<Map<String, Double>> SAMPLING =
      Setting.of(
              "sentry.sampling",
              Codec.SHARES,
              "",
              "Shares of some traces, as word=share pairs with commas: mcp, noise, health (0.01"
                  + " unless given), errors, or a /route, with * for any rest.")
          .like("mcp=1.0,noise=0.01,/status*=0.01");
  public static final Setting<String> SAMPLING_RULES =
      Setting.of(
              "sentry.sampling.rules",
              Codec.TEXT,
              "",
              "A file of rules, YAML or JSON, by which traces are sampled; they come before"
                  + " SENTRY_SAMPLING.")
          .like("/etc/shop/sampling.yaml");
  public static final Setting<Double> TRACES_PER_SECOND =
      Setting.of(
              "sentry.traces.per.second",
              Codec.AMOUNT,
              "0",
              "The most traces that are sent a second, and as many that failed besides; 0 for no"
                  + " bound.")
          .like("50");
  public static final Setting<Boolean> SAMPLING_ADAPTIVE =
      Setting.of(
          "sentry.sampling.adaptive",
          Codec.FLAG,
          "false",
          "Keeps what fails more than 1 % of the time whole, and thins what is frequent and does"
              + " not.");
  public static final Setting<TraceLifecycle> TRACE_LIFECYCLE =
      Setting.of(
              "sentry.trace.lifecycle",
              Codec.LIFECYCLE,
              "stream",
              "How spans travel: stream as they end; static as transactions, for self-hosted Sentry"
                  + " before mid-2025 and local viewers; otlp as OpenTelemetry's protocol, in"
                  + " batches.")
          .like("otlp");
  public static final Setting<SessionMode> SESSION_MODE =
      Setting.of(
              "sentry.session.mode",
              Codec.SESSIONS,
              "request",
              "What release health counts: request each operation, aggregated by minute;"
                  + " application each MCP session.")
          .like("application");
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
              "The least level of log records that are sent: trace, debug, info, warn, error, fatal"
                  + " or off.")
          .like("warn");
  public static final Setting<LogLevel> LOGS_EVENT_LEVEL =
      Setting.of(
              "sentry.logs.event.level",
              Codec.LEVEL,
              "error",
              "The least level of the application's log records that become issues; off for none.")
          .like("off");
  public static final Setting<Boolean> METRICS_ENABLED =
      Setting.of("sentry.metrics.enabled", Codec.FLAG, "true", "Sends metrics, every minute.");
  public static final Setting<List<String>> METRICS_ALLOW =
      Setting.of(
              "sentry.metrics.allow",
              Codec.LIST,
              "mcp.*,http.server.request.duration,http.client.request.duration,jvm.memory.used,"
                  + "jvm.thread.count,jvm.cpu.recent_utilization,jvm.gc.duration",
              "OpenTelemetry's instruments whose metrics are sent, with commas; a star at the end"
                  + " stands for any rest.")
          .like("mcp.*,shop.*");
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
              "MCP servers that are sent sentry-trace and Sentry's baggage, with commas: parts of,"
                  + " or patterns for, their URL; stdio for child processes.")
          .like("https://mcp.shop.example,stdio");
  public static final Setting<Map<String, String>> TAGS =
      Setting.of(
              "sentry.tags",
              Codec.PAIRS,
              "",
              "Tags on everything sent, as key:value pairs with commas.")
          .like("team:blue,tier:2");
  public static final Setting<String> SERVER_NAME =
      Setting.of(
              "sentry.servername",
              Codec.TEXT,
              "",
              "The server name on everything sent; default host name.")
          .like("shop-1");
  public static final Setting<List<String>> IN_APP_INCLUDES =
      Setting.of(
              "sentry.in.app.includes",
              Codec.LIST,
              "",
              "Package prefixes, with commas, that alone are the application's own code in stack"
                  + " traces; default whatever is no JDK, no known library and not generated.")
          .like("com.shop,org.shop");
  public static final Setting<List<String>> IGNORED_EXCEPTIONS =
      Setting.of(
              "sentry.ignored.exceptions.for.type",
              Codec.LIST,
              "",
              "Classes of exceptions that make no issue, with commas and stars: theirs, of a"
                  + " superclass or of a cause.")
          .like("com.shop.Busy,java.net.*");
  public static final Setting<List<String>> IGNORED_ERRORS =
      Setting.of(
              "sentry.ignored.errors",
              Codec.LIST,
              "",
              "Messages that make no issue, with commas and stars.")
          .like("*timed out*");
  public static final Setting<List<String>> IGNORED_TRANSACTIONS =
      Setting.of(
              "sentry.ignored.transactions",
              Codec.LIST,
              "",
              "Names of transactions that are not sent, nor what is inside, with commas and stars.")
          .like("GET /status*");
  public static final Setting<List<String>> IGNORED_LOGGERS =
      Setting.of(
              "sentry.ignored.loggers",
              Codec.LIST,
              "",
              "Loggers that make neither logs nor issues nor breadcrumbs, with commas and stars.")
          .like("com.noisy.*");
  public static final Setting<Integer> SAME_ISSUES_PER_MINUTE =
      Setting.of(
              "sentry.same.issues.per.minute",
              Codec.COUNT,
              "10",
              "How many issues that are alike are sent in a minute; the next says how many were"
                  + " held back. 0 for any number.")
          .like("3");
  public static final Setting<List<FingerprintRule>> FINGERPRINT_RULES =
      Setting.of(
              "sentry.fingerprint.rules",
              Codec.FINGERPRINTS,
              "",
              "How issues are grouped, with semicolons: matchers, an arrow, and a fingerprint with"
                  + " commas.")
          .like("tool:pay* -> payments, {{ default }}");
  public static final Setting<FailureEffects> MCP_FAILURES =
      Setting.of(
              "sentry.mcp.failures",
              Codec.FAILURES,
              "",
              "What kinds of failure make of issues, with commas: such as timeout:level=info,"
                  + " tool_exception:handled=true, tool_reported:issue=true.")
          .like("timeout:level=info,tool_reported:issue=true");
  public static final Setting<String> PROXY_HOST =
      Setting.of(
              "sentry.proxy.host",
              Codec.TEXT,
              "",
              "The HTTP proxy Sentry is reached through; default what the JVM's proxy properties,"
                  + " else HTTPS_PROXY, HTTP_PROXY and NO_PROXY say.")
          .like("proxy.shop.example");
  public static final Setting<Integer> PROXY_PORT =
      Setting.of("sentry.proxy.port", Codec.PORT, "80", "The port of that proxy.").like("3128");
  public static final Setting<String> PROXY_USER =
      Setting.of("sentry.proxy.user", Codec.TEXT, "", "Whom to say to that proxy we are.")
          .like("shop");
  public static final Setting<String> PROXY_PASS =
      Setting.of("sentry.proxy.pass", Codec.TEXT, "", "The password that goes with it.")
          .like("secret");
  public static final Setting<String> SPOOL_DIR =
      Setting.of(
              "sentry.spool.dir",
              Codec.TEXT,
              "",
              "A directory for what cannot be sent, which goes out when Sentry is there again, or"
                  + " at the next start; without it memory is all there is.")
          .like("/var/spool/shop");
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
  public static final Setting<List<String>> CAPTURE_TOOLS =
      Setting.of(
              "otel.instrumentation.mcp.capture-tools",
              Codec.LIST,
              "*",
              "Of which tools and prompts arguments and results are recorded, with commas: names"
                  + " with stars; those with an exclamation mark before them never are.")
          .like("find_*,!find_patient");
  public static final Setting<List<String>> CAPTURE_KEYS =
      Setting.of(
              "otel.instrumentation.mcp.capture-keys",
              Codec.LIST,
              "*",
              "Which members of those are recorded, with commas, as tool.key with stars; those with"
                  + " an exclamation mark before them never are.")
          .like("order,!*.email");
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
          "Tells why an operation failed: what exceptions say, or how an isError text begins,"
              + " redacted and capped; false leaves messages out of issues, spans and logs.");
  public static final Setting<List<String>> REDACT_KEYS =
      Setting.of(
              "otel.instrumentation.mcp.redact-keys",
              Codec.LIST,
              "",
              "Further names, with commas and in any spelling, whose values are never recorded.")
          .like("badge,iban");
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
                  + " none.")
          .like("*.shop.example,stdio");
  public static final Setting<List<String>> SERVER_MODES =
      Setting.of(
              "otel.instrumentation.mcp.server-modes",
              Codec.WORDS,
              "",
              "Query parameters of the MCP URL, with commas, recorded as app.server.mode.<name>.")
          .like("agent,experimental");

  public static final Setting<Routes> ROUTES =
      Setting.of(
              "otel.instrumentation.mcp.routes",
              Codec.ROUTES,
              "",
              "Paths whose responses are counted, before those that are known, as group=/template"
                  + " with semicolons; what a template names becomes app.constraint.<name>. off"
                  + " counts and reads nothing of HTTP.")
          .like("mcp=/mcp/{organization_slug?}/{project_slug?};chat=/api/chat");
  public static final Setting<LogLines> LOGS =
      Setting.of(
              "otel.instrumentation.mcp.logs",
              Codec.LOG_LINES,
              "errors",
              "Which requests and MCP operations have a log line of their own: errors, all or off.")
          .like("all");
  public static final Setting<String> RULES =
      Setting.of(
              "otel.instrumentation.mcp.rules",
              Codec.TEXT,
              "",
              "Further attributes and tags, as key = source with semicolons, or @ and the path of a"
                  + " file that says them.")
          .like("app.tier = env:TIER; app.plan = meta:/plan");
  public static final Setting<UserIdSource> USER_ID =
      Setting.of(
              "otel.instrumentation.mcp.user-id",
              Codec.USER_ID,
              "off",
              "Who says who the user is that asks: off, principal, claim:<name> or context:<key>;"
                  + " principal where SENTRY_SEND_DEFAULT_PII is true and nothing is said here.")
          .like("claim:sub");

  public static final Setting<List<String>> USER_CLAIMS =
      Setting.of(
              "otel.instrumentation.mcp.user-claims",
              Codec.LIST,
              "",
              "Claims of the user, with commas, that issues tell beside the id; only with"
                  + " SENTRY_SEND_DEFAULT_PII.")
          .like("email,name");
  public static final Setting<String> SKILL_SCOPES =
      Setting.of(
              "otel.instrumentation.mcp.skill-scopes",
              Codec.TEXT,
              "",
              "What scopes begin with that are skills, told as app.consent.skill.<skill>.granted; *"
                  + " for all but OpenID Connect's own.")
          .like("skill:");
  public static final Setting<AccessKeys> ACCESS_KEYS =
      Setting.of(
              "otel.instrumentation.mcp.access-keys",
              Codec.ACCESS_KEYS,
              "access",
              "How the counters of an authorization server spell what was decided: access as"
                  + " app.access.*, oauth as Sentry's own MCP server did before August 2026.")
          .like("oauth");
  public static final Setting<Boolean> AGENTCAT_FIELDS =
      Setting.of(
          "otel.instrumentation.mcp.agentcat-fields",
          Codec.FLAG,
          "false",
          "Says what AgentCat says of MCP operations, by its names: tags, extras, a log line for"
              + " each, and an issue for every isError.");
  public static final Setting<Boolean> SESSION_TRACES =
      Setting.of(
          "otel.instrumentation.mcp.session-traces",
          Codec.FLAG,
          "false",
          "Puts the operations of an MCP session into one trace, unless their caller names one.");

  /** OpenTelemetry's own, by which the agent's instrumentations say on HTTP spans who asks. */
  public static final Setting<Boolean> ENDUSER_ID =
      Setting.of(
          Kind.OPENTELEMETRY,
          "otel.instrumentation.common.enduser.id.enabled",
          Codec.FLAG,
          "false",
          "Whether the user's id is recorded as enduser.id.");

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

  /** OpenTelemetry's own, which says what the resource is. */
  public static final Setting<Map<String, String>> RESOURCE_ATTRIBUTES =
      Setting.of(
          Kind.OPENTELEMETRY,
          "otel.resource.attributes",
          Codec.BAGGAGE,
          "",
          "Attributes of the resource, as key=value pairs with commas.");

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
  public static final Setting<Boolean> PROPAGATION_UNIFORM =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.propagation.uniform",
          Codec.FLAG,
          "true",
          "Whether that is the share of each of them.");
  public static final Setting<String> PROPAGATION_TARGETS =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.propagation.targets",
          Codec.TEXT,
          TRACE_PROPAGATION_TARGETS.defaultText(),
          TRACE_PROPAGATION_TARGETS.meaning());

  public static final Setting<UserIdSource> IDENTITY_SOURCE =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.identity.source",
          Codec.USER_ID,
          USER_ID.defaultText(),
          USER_ID.meaning());
  public static final Setting<String> IDENTITY_HASH_KEY =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.identity.hash-key",
          Codec.TEXT,
          "",
          "What ids of users are hashed with; nothing where they are told as they are.");
  public static final Setting<List<String>> IDENTITY_CLAIMS =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.identity.claims",
          Codec.LIST,
          USER_CLAIMS.defaultText(),
          USER_CLAIMS.meaning());

  public static final Setting<List<String>> LIBRARIES_HOOKED =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.libraries.hooked",
          Codec.LIST,
          "",
          "MCP libraries that are monitored, with their versions.");
  public static final Setting<List<String>> LIBRARIES_UNHOOKED =
      Setting.of(
          Kind.INTERNAL,
          "mcp.sentry.libraries.unhooked",
          Codec.LIST,
          "",
          "MCP libraries that are not, and why.");

  /** What another process may ask this one, without a word to it. */
  public static final Setting<String> STATUS =
      Setting.of(
          Kind.INTERNAL,
          "mcpsentry.status",
          Codec.TEXT,
          "",
          "What became of the agent and of what it sends, as JSON of at most 4 KiB.");

  /** Every setting of ours, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          DSN,
          ENVIRONMENT,
          RELEASE,
          DIST,
          TRACES_SAMPLE_RATE,
          SAMPLING,
          SAMPLING_RULES,
          TRACES_PER_SECOND,
          SAMPLING_ADAPTIVE,
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
          IGNORED_EXCEPTIONS,
          IGNORED_ERRORS,
          IGNORED_TRANSACTIONS,
          IGNORED_LOGGERS,
          SAME_ISSUES_PER_MINUTE,
          FINGERPRINT_RULES,
          MCP_FAILURES,
          PROXY_HOST,
          PROXY_PORT,
          PROXY_USER,
          PROXY_PASS,
          SPOOL_DIR,
          DEBUG,
          CAPTURE_ARGUMENTS,
          CAPTURE_RESULTS,
          CAPTURE_TOOLS,
          CAPTURE_KEYS,
          CAPTURE_LOG_MESSAGES,
          CAPTURE_ERROR_TEXT,
          REDACT_KEYS,
          HASH_SESSION_ID,
          BAGGAGE_TARGETS,
          SERVER_MODES,
          ROUTES,
          LOGS,
          RULES,
          USER_ID,
          USER_CLAIMS,
          SKILL_SCOPES,
          ACCESS_KEYS,
          AGENTCAT_FIELDS,
          SESSION_TRACES);

  /**
   * Those that are read beside the application, where the agent's configuration is out of sight.
   */
  public static final List<Setting<?>> OF_HELPERS =
      List.of(
          CAPTURE_ARGUMENTS,
          CAPTURE_RESULTS,
          CAPTURE_TOOLS,
          CAPTURE_KEYS,
          CAPTURE_LOG_MESSAGES,
          CAPTURE_ERROR_TEXT,
          REDACT_KEYS,
          HASH_SESSION_ID,
          BAGGAGE_TARGETS,
          SERVER_MODES,
          ROUTES,
          LOGS,
          RULES,
          CAPTURED_HEADERS,
          SKILL_SCOPES,
          ACCESS_KEYS,
          AGENTCAT_FIELDS,
          SESSION_TRACES);

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
