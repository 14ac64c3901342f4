package dev.mcpsentry.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Says exceptions in a few words. */
final class Problems {

  private static final int MAX_CHARS = 300;

  private Problems() {}

  /** What went wrong, by its class and message. */
  static String words(Throwable problem) {
    String message = problem.getMessage();
    String name = problem.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name;
    }
    String start = message.length() <= MAX_CHARS ? message : message.substring(0, MAX_CHARS);
    // our own exceptions of the network say all there is to say
    return problem.getClass() == IOException.class ? start : name + ": " + start;
  }

  /** What to do about a connection that does not come about. */
  static String remedy(Throwable problem, String server) {
    if (problem instanceof UnknownHostException) {
      return "no name server knows " + server + ": look for a typing error, ask about DNS";
    }
    if (problem instanceof SocketTimeoutException) {
      return "nothing answers: a firewall may drop what goes to "
          + server
          + "; ask for it to be opened, or name a proxy by SENTRY_PROXY_HOST";
    }
    if (problem instanceof ConnectException || problem instanceof NoRouteToHostException) {
      return "nobody listens there, or something between refuses: look at host and port of "
          + server
          + " and at the firewall";
    }
    String message = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("407")
        ? "set SENTRY_PROXY_USER and SENTRY_PROXY_PASS, or put user and password into HTTPS_PROXY"
        : "look at what stands between this machine and " + server;
  }
}
