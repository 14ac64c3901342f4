package dev.mcpsentry.instrumentation.sentrysdk.v7_0;

import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import io.sentry.EventProcessor;
import io.sentry.SentryOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What it takes for two to report to one project, and to whom it is said. */
public final class SharedProject {

  private static final StderrLog LOG = new StderrLog();

  private SharedProject() {}

  /** The application's SDK has read its options and runs, if it has somewhere to send. */
  public static void initialized(SentryOptions options) {
    try {
      String theirs = publicKey(options.getDsn());
      String ours = PropagationOptions.fromProcess().baggage().get("sentry-public_key");
      if (theirs == null || ours == null) {
        return;
      }
      if (!theirs.equals(ours)) {
        LOG.once(
            "other project",
            "the application's own Sentry SDK reports elsewhere, with another key: either reports"
                + " all it sees");
        return;
      }
      join(options);
    } catch (Throwable problem) {
      LOG.stepAside("the application's own Sentry SDK", problem);
    }
  }

  private static void join(SentryOptions options) {
    for (EventProcessor processor : options.getEventProcessors()) {
      if (processor instanceof JoinedEvents) {
        return;
      }
    }
    options.addEventProcessor(new JoinedEvents(LOG));
    LOG.once(
        "same project",
        "the application's own Sentry SDK reports to the same project: its issues join "
            + Product.NAME
            + "'s traces and are not reported twice"
            + (options.isTracingEnabled() ? ", its transactions are left out" : ""));
  }

  /** The key of a DSN; null when there is none. */
  static @Nullable String publicKey(@Nullable String dsn) {
    if (dsn == null || dsn.isBlank()) {
      return null;
    }
    String user = URI.create(dsn.trim()).getUserInfo();
    return user == null ? null : user.split(":", 2)[0];
  }
}
