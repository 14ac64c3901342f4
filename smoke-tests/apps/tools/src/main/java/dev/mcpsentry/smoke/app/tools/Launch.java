package dev.mcpsentry.smoke.app.tools;

import java.util.Locale;

/**
 * The command line of a demo program.
 *
 * @param async whether handlers are reactive
 * @param port where an HTTP server listens on loopback, 0 for any
 */
public record Launch(Transport transport, boolean async, int port) {

  /** How the program speaks to its clients. */
  public enum Transport {
    STDIO,
    SSE,
    STREAMABLE,
    STATELESS
  }

  /**
   * Reads {@code --transport stdio|sse|streamable|stateless --mode sync|async --port 0}.
   *
   * @throws IllegalArgumentException on an unknown option
   */
  public static Launch parse(String... args) {
    Launch launch = new Launch(Transport.STDIO, false, 0);
    for (int i = 0; i + 1 < args.length; i += 2) {
      launch = launch.with(args[i], args[i + 1]);
    }
    return launch;
  }

  private Launch with(String option, String value) {
    return switch (option) {
      case "--transport" ->
          new Launch(Transport.valueOf(value.toUpperCase(Locale.ROOT)), async, port);
      case "--mode" -> new Launch(transport, value.equals("async"), port);
      case "--port" -> new Launch(transport, async, Integer.parseInt(value));
      default -> throw new IllegalArgumentException("Unknown option " + option);
    };
  }
}
