package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.Probe;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that will be used, and whether it lets us through.
 *
 * @param probe the way to Sentry
 */
record ProxyCheck(Probe probe, Dsn dsn) implements Check {

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public List<Finding> findings() {
    @Nullable String proxy = probe.proxy();
    if (proxy == null) {
      return List.of(Finding.ok(name(), "none"));
    }
    try {
      probe.reach();
      return List.of(
          Finding.ok(
              name(),
              proxy
                  + (probe.isTunnel()
                      ? " lets us through to " + dsn.destination()
                      : " can be reached")));
    } catch (IOException problem) {
      return List.of(
          Finding.fail(
              name(),
              proxy + ": " + Problems.words(problem),
              Problems.remedy(problem, "the proxy") + "; NO_PROXY lists hosts that need none"));
    } finally {
      probe.close();
    }
  }
}
