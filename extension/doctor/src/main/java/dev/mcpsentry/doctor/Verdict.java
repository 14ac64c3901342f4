package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.transport.Probe;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to an envelope means.
 *
 * @param text status and what Sentry says to it
 * @param remedy what to do; null when it was taken
 */
record Verdict(Level level, String text, @Nullable String remedy) {

  private static final int MAX_CHARS = 200;

  static Verdict of(Probe.Answer answer, Redaction redaction) {
    Map<String, String> headers = answer.headers();
    List<String> said = new ArrayList<>();
    said.add("answered " + answer.status());
    String error = headers.get("x-sentry-error");
    if (error != null) {
      said.add("X-Sentry-Error: " + redaction.text(error, MAX_CHARS));
    }
    String limits = headers.get("x-sentry-rate-limits");
    if (limits != null) {
      said.add(limits(limits));
    } else if (answer.status() == 429 && headers.containsKey("retry-after")) {
      said.add("Retry-After: " + redaction.text(headers.get("retry-after"), MAX_CHARS));
    }
    String remedy = remedy(answer);
    if (remedy != null) {
      return new Verdict(Level.FAIL, String.join("; ", said), remedy);
    }
    return limits == null
        ? new Verdict(Level.OK, String.join("; ", said), null)
        : new Verdict(
            Level.WARN,
            String.join("; ", said),
            "Sentry takes nothing of that for so long: look at quota and spike protection");
  }

  /** Whether the server took it. */
  boolean isTaken() {
    return level != Level.FAIL;
  }

  Finding finding(String check, String subject, List<String> details) {
    return new Finding(level, check, subject + text, details, remedy);
  }

  private static @Nullable String remedy(Probe.Answer answer) {
    int status = answer.status();
    if (status < 300) {
      return null;
    }
    if (status < 400) {
      return "redirects are not followed, and lead "
          + host(answer.headers().get("location"))
          + ": look at scheme and host in SENTRY_DSN";
    }
    return switch (status) {
      case 400 -> "something between may change what is sent; if not, please report it";
      case 401, 403 ->
          "look at key and project in SENTRY_DSN: the key may be disabled or another project's";
      case 404 -> "look at host, path and project in SENTRY_DSN: nothing like Sentry is there";
      case 413 ->
          "the server, or a proxy before it, takes no envelopes of this size: raise its"
              + " limit (client_max_body_size)";
      case 429 -> "look at the project's quota and rate limits, and at the key's";
      default ->
          status >= 500
              ? "Sentry, or what stands before it, has a problem of its own: try again later"
              : "what answers there may not be Sentry: look at SENTRY_DSN";
    };
  }

  // the rest of an address may be anybody's secret
  private static String host(@Nullable String location) {
    try {
      String host = location == null ? null : URI.create(location).getHost();
      return host == null ? "elsewhere" : "to " + host;
    } catch (IllegalArgumentException malformed) {
      return "elsewhere";
    }
  }

  // seconds:categories:scope:reason, with commas
  private static String limits(String header) {
    List<String> limits = new ArrayList<>();
    for (String limit : header.split(",", -1)) {
      String[] parts = limit.trim().split(":", -1);
      String categories = parts.length < 2 || parts[1].isBlank() ? "everything" : parts[1];
      limits.add("no " + categories.replace(";", ", ") + " for " + parts[0] + " s");
    }
    String text = "X-Sentry-Rate-Limits: " + String.join("; ", limits);
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }
}
