package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.transport.Probe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the name of the host is known.
 *
 * @param timeout how long to wait for a name server
 */
record DnsCheck(Probe probe, Dsn dsn, Duration timeout) implements Check {

  private static final int MOST = 4;

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public List<Finding> findings() {
    if (!probe.resolvesNames()) {
      return List.of(Finding.ok(name(), "left to the proxy"));
    }
    try {
      InetAddress[] addresses =
          Bounded.call(timeout, () -> InetAddress.getAllByName(dsn.bareHost()));
      return List.of(
          Finding.ok(
              name(),
              dsn.bareHost()
                  + " is "
                  + Arrays.stream(addresses)
                      .limit(MOST)
                      .map(InetAddress::getHostAddress)
                      .collect(Collectors.joining(", "))));
    } catch (Exception problem) {
      return List.of(
          Finding.fail(
              name(),
              dsn.bareHost() + ": " + Problems.words(problem),
              "look for a typing error in the host of SENTRY_DSN, and ask the name server from"
                  + " where the server runs"));
    }
  }
}
