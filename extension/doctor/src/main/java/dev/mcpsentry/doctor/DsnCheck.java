package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.options.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form of the DSN.
 *
 * @param surroundings what is said
 */
record DsnCheck(Surroundings surroundings) implements Check {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  @Override
  public String name() {
    return "dsn";
  }

  @Override
  public List<Finding> findings() {
    String text = surroundings.text(Settings.DSN.property());
    if (text == null) {
      return List.of(
          Finding.fail(
              name(),
              "SENTRY_DSN is not set, so that nothing is sent",
              "set it to what Sentry shows under Settings > Projects > Client Keys"));
    }
    try {
      Dsn dsn = Dsn.parse(text);
      String said =
          "%s, project %s, key %s"
              .formatted(
                  dsn.scheme() + "://" + dsn.destination() + dsn.path(),
                  dsn.project(),
                  ShownValue.key(dsn));
      return List.of(judged(dsn, said));
    } catch (IllegalArgumentException malformed) {
      return List.of(
          Finding.fail(
              name(),
              "SENTRY_DSN is malformed: " + malformed.getMessage(),
              "copy it again: https://<key>@<host>/<project>"));
    }
  }

  private Finding judged(Dsn dsn, String said) {
    if (dsn.secretKey() != null) {
      return Finding.warn(
          name(),
          said + ", and a secret part",
          "nobody needs the part between the colon and the @ any more: leave it out");
    }
    if (dsn.scheme().equals("http") && !isThisMachine(dsn.bareHost())) {
      return Finding.warn(
          name(), said, "what is sent can be read on the way: use https if the server has it");
    }
    return Finding.ok(name(), said);
  }

  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost")
          || (ADDRESS.matcher(host).matches() && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
