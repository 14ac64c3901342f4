package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.Probe;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the settings an older, self-hosted Sentry would not understand. That it does not tell its
 * version is no finding.
 *
 * @param options what is sent
 * @param probe the way to Sentry
 */
record SentryVersionCheck(BridgeOptions options, Probe probe) implements Check {

  private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,2})(\\..*)?");

  // years and months of releases, as Sentry counts them
  private static final int LONG_TAG_KEYS = 23_12;
  private static final int STREAMED_SPANS = 25_06;
  private static final int NEWER_MCP_NAMES = 26_09;

  @Override
  public String name() {
    return "sentry";
  }

  @Override
  public List<Finding> findings() {
    Dsn dsn = options.dsn();
    String host = dsn.bareHost();
    if (host.equals("sentry.io") || host.endsWith(".sentry.io")) {
      return List.of(Finding.ok(name(), "hosted by Sentry"));
    }
    String version = version(dsn);
    Matcher form = VERSION.matcher(version == null ? "" : version);
    if (!form.matches()) {
      return List.of(
          Finding.ok(
              name(),
              (isHealthy(dsn) ? "self-hosted and well" : "self-hosted")
                  + "; it does not tell its version"));
    }
    int released = Integer.parseInt(form.group(1)) * 100 + Integer.parseInt(form.group(2));
    String text = "self-hosted, version " + version;
    List<Finding> findings = tooOld(released, text);
    return findings.isEmpty() ? List.of(Finding.ok(name(), text)) : findings;
  }

  private List<Finding> tooOld(int released, String text) {
    List<Finding> findings = new ArrayList<>();
    if (released < STREAMED_SPANS && options.traceLifecycle() == TraceLifecycle.STREAM) {
      findings.add(
          Finding.warn(
              name(),
              text + ", which may not take spans one by one",
              "set SENTRY_TRACE_LIFECYCLE=static"));
    }
    if (released < NEWER_MCP_NAMES && !options.olderMcpNames()) {
      findings.add(
          Finding.warn(
              name(),
              text + ", whose MCP views read the older names",
              "leave SENTRY_MCP_OLDER_NAMES at true"));
    }
    if (released < LONG_TAG_KEYS) {
      findings.add(
          Finding.warn(
              name(), text + ", which drops tags with keys over 32 characters", "update Sentry"));
    }
    if (released < STREAMED_SPANS && options.metrics().enabled()) {
      findings.add(
          Finding.warn(
              name(),
              text + ", which may have no metrics",
              "set SENTRY_METRICS_ENABLED=false, or switch the feature on there"));
    }
    return findings;
  }

  private @Nullable String version(Dsn dsn) {
    String page = page(dsn, "api/client-config/");
    return Json.text(Json.object(Json.object(page), "version"), "current");
  }

  private boolean isHealthy(Dsn dsn) {
    return page(dsn, "_health/").trim().equals("ok");
  }

  /** The body of a page; empty when there is none. */
  private String page(Dsn dsn, String path) {
    try {
      String answer = probe.get(dsn.path() + path);
      int end = answer.indexOf("\r\n\r\n");
      String status = answer.substring(0, Math.min(answer.length(), 12));
      return end > 0 && status.endsWith(" 200") ? answer.substring(end + 4) : "";
    } catch (IOException notThere) {
      return "";
    }
  }
}
