package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.sentry.internal.http.HttpOptions;
import dev.mcpsentry.sentry.internal.options.release.Release;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Rules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options for tests. */
public final class TestOptions {

  private TestOptions() {}

  public static BridgeOptions to(String dsn) {
    return of(dsn, 1.0, false);
  }

  /** Of a program that nobody gave a name. */
  public static BridgeOptions nameless(String dsn) {
    return of(dsn, null, 1.0, false, IssueFilters.DEFAULT);
  }

  public static BridgeOptions with(IssueFilters filters) {
    return of("http://key@localhost/1", "calculator", 1.0, false, filters);
  }

  public static BridgeOptions of(String dsn, double rate, boolean pii) {
    return of(dsn, "calculator", rate, pii, IssueFilters.DEFAULT);
  }

  private static BridgeOptions of(
      String dsn, @Nullable String serviceName, double rate, boolean pii, IssueFilters filters) {
    return new BridgeOptions(
        Dsn.parse(dsn),
        "test",
        new Release("1.2.3", "a test", "42"),
        "host-1",
        serviceName,
        rate,
        TraceLifecycle.STATIC,
        new MetricOptions(true, List.of("mcp.*", "jvm.memory.used")),
        SessionMode.REQUEST,
        ".*",
        pii,
        true,
        false,
        Map.of("team", "blue"),
        new Redaction(List.of()),
        List.of(),
        filters,
        null,
        LogOptions.DEFAULT,
        new SamplingOptions(SampleRules.of(rate), 0, false),
        new IdentityOptions(pii ? UserIdSource.PRINCIPAL : UserIdSource.OFF, List.of(), false),
        Rules.of("", wrong -> {}),
        SpoolOptions.NONE,
        HttpOptions.DEFAULT);
  }
}
