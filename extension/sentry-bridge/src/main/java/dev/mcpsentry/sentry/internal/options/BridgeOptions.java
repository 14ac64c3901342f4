package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.sentry.internal.http.HttpOptions;
import dev.mcpsentry.sentry.internal.options.release.Release;
import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Rules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge needs to know, after defaults.
 *
 * @param dsn where to send
 * @param environment the environment on everything sent
 * @param release the release on everything sent
 * @param serverName the server name on everything sent, or null
 * @param serviceName the name of the program, or null when neither OpenTelemetry nor its start
 *     tells
 * @param tracesSampleRate 0.0 to 1.0
 * @param traceLifecycle how spans travel
 * @param metrics what of OpenTelemetry's metrics is sent
 * @param sessionMode what release health counts
 * @param tracePropagationTargets the peers that are sent Sentry's trace headers, with commas
 * @param sendDefaultPii whether client addresses and user identity are sent
 * @param olderMcpNames whether MCP attributes are sent by their older names too
 * @param debug whether stderr hears what the bridge does
 * @param tags tags on everything sent
 * @param redaction what is never sent; the one redactor of the bridge
 * @param inAppIncludes package prefixes that are the application's own code
 * @param filters what is not worth an issue, and how the rest is told
 * @param proxy the proxy Sentry is reached through whatever JVM and environment say, or null
 * @param logs what becomes of log records
 * @param sampling which of the traces that begin here are sent
 * @param identity what is told of who asks
 * @param rules which attributes the user's rules make
 * @param spool what is kept on disk
 * @param http what is told of HTTP requests at the server
 */
public record BridgeOptions(
    Dsn dsn,
    String environment,
    Release release,
    @Nullable String serverName,
    @Nullable String serviceName,
    double tracesSampleRate,
    TraceLifecycle traceLifecycle,
    MetricOptions metrics,
    SessionMode sessionMode,
    String tracePropagationTargets,
    boolean sendDefaultPii,
    boolean olderMcpNames,
    boolean debug,
    Map<String, String> tags,
    Redaction redaction,
    List<String> inAppIncludes,
    IssueFilters filters,
    @Nullable ProxyServer proxy,
    LogOptions logs,
    SamplingOptions sampling,
    IdentityOptions identity,
    Rules rules,
    SpoolOptions spool,
    HttpOptions http) {

  /** What may be told of who asks. */
  public Identity identities() {
    return new Identity(identity, sendDefaultPii, dsn.publicKey(), redaction);
  }

  /** What is said in AgentCat's way. */
  public AgentCat agentCat() {
    return new AgentCat(identity.agentCatFields(), dsn.project());
  }
}
