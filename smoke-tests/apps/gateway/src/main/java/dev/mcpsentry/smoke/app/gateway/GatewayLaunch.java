package dev.mcpsentry.smoke.app.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The command line of the gateway.
 *
 * @param client whose client calls the upstream
 * @param url the upstream's streamable endpoint; of no meaning when there is a command
 * @param command starts the upstream as a child that speaks stdio; empty for HTTP
 * @param timeout how long an answer may take
 * @param port where the gateway listens on loopback, 0 for any
 */
record GatewayLaunch(Client client, URI url, List<String> command, Duration timeout, int port) {

  /** The library whose client calls the upstream. */
  enum Client {
    SDK_SYNC("sdk-sync"),
    SDK_ASYNC("sdk-async"),
    LANGCHAIN4J("langchain4j");

    private final String option;

    Client(String option) {
      this.option = option;
    }

    private static Client of(String option) {
      for (Client client : values()) {
        if (client.option.equals(option)) {
          return client;
        }
      }
      throw new IllegalArgumentException("Unknown client " + option);
    }
  }

  /** The upstream may be a JVM that has to start first. */
  static final Duration HANDSHAKE_TIMEOUT = Duration.ofMinutes(2);

  private static final GatewayLaunch DEFAULT =
      new GatewayLaunch(
          Client.SDK_SYNC,
          URI.create("http://127.0.0.1:8080/mcp"),
          List.of(),
          Duration.ofMinutes(1),
          0);

  /**
   * Reads {@code --client sdk-sync|sdk-async|langchain4j --upstream <url> --timeout-ms 60000 --port
   * 0}, or at the end {@code --upstream-command <program> <argument>...}.
   *
   * @throws IllegalArgumentException on an unknown option
   */
  static GatewayLaunch parse(List<String> args) {
    GatewayLaunch launch = DEFAULT;
    for (int i = 0; i + 1 < args.size(); i += 2) {
      if (args.get(i).equals("--upstream-command")) {
        return launch.withCommand(args.subList(i + 1, args.size()));
      }
      launch = launch.with(args.get(i), args.get(i + 1));
    }
    return launch;
  }

  private GatewayLaunch with(String option, String value) {
    return switch (option) {
      case "--client" -> new GatewayLaunch(Client.of(value), url, command, timeout, port);
      case "--upstream" -> new GatewayLaunch(client, URI.create(value), command, timeout, port);
      case "--timeout-ms" ->
          new GatewayLaunch(client, url, command, Duration.ofMillis(Long.parseLong(value)), port);
      case "--port" -> new GatewayLaunch(client, url, command, timeout, Integer.parseInt(value));
      default -> throw new IllegalArgumentException("Unknown option " + option);
    };
  }

  private GatewayLaunch withCommand(List<String> next) {
    return new GatewayLaunch(client, url, List.copyOf(next), timeout, port);
  }

  /** Connects the blocking client of the library. */
  Upstream connect() {
    return client == Client.LANGCHAIN4J
        ? LangChainUpstream.connect(this)
        : SdkUpstream.connect(this);
  }
}
