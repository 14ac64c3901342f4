package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.privacy.Redaction;
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
    return of(dsn, null, 1.0, false);
  }

  public static BridgeOptions of(String dsn, double rate, boolean pii) {
    return of(dsn, "calculator", rate, pii);
  }

  private static BridgeOptions of(
      String dsn, @Nullable String serviceName, double rate, boolean pii) {
    return new BridgeOptions(
        Dsn.parse(dsn),
        "test",
        "1.2.3",
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
        null,
        LogOptions.DEFAULT,
        SpoolOptions.NONE);
  }
}
