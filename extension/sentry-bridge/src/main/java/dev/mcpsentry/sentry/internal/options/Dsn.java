package dev.mcpsentry.sentry.internal.options;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to send and as whom: {@code https://<key>@<host>[:port]/[path/]<project>}.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as written, IPv6 with brackets
 * @param port the written port or the scheme's own
 * @param path what lies between host and project, with both slashes
 * @param publicKey the key; never printed
 * @param secretKey the deprecated second half of the key, or null; never printed
 * @param project the project's id
 */
public record Dsn(
    String scheme,
    String host,
    int port,
    String path,
    String publicKey,
    @Nullable String secretKey,
    String project) {

  private static final Pattern ORGANIZATION = Pattern.compile("o([0-9]+)\\.");

  /**
   * Reads a DSN.
   *
   * @throws IllegalArgumentException when it is malformed; the message says what is wrong and never
   *     repeats the key
   */
  public static Dsn parse(String text) {
    String dsn = text.trim();
    int schemeEnd = dsn.indexOf("://");
    if (schemeEnd < 0) {
      throw new IllegalArgumentException("it does not start with https:// or http://");
    }
    String scheme = dsn.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("its scheme is neither https nor http");
    }
    int at = dsn.lastIndexOf('@');
    if (at <= schemeEnd + 3) {
      throw new IllegalArgumentException("it has no public key before the host");
    }
    String keys = dsn.substring(schemeEnd + 3, at);
    int colon = keys.indexOf(':');
    String publicKey = colon < 0 ? keys : keys.substring(0, colon);
    if (!isToken(publicKey)) {
      throw new IllegalArgumentException("its public key is empty or has strange characters");
    }
    String secretKey = colon < 0 ? null : keys.substring(colon + 1);
    if (secretKey != null && !isToken(secretKey)) {
      throw new IllegalArgumentException("its secret key is empty or has strange characters");
    }
    return at(scheme, dsn.substring(at + 1), publicKey, secretKey);
  }

  private static Dsn at(String scheme, String rest, String publicKey, @Nullable String secretKey) {
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash).replaceAll("/{2,}", "/");
    int end = path.indexOf('?') < 0 ? path.length() : path.indexOf('?');
    path = path.substring(0, end);
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String project = path.substring(path.lastIndexOf('/') + 1);
    if (project.isEmpty()) {
      throw new IllegalArgumentException("it has no project id at its end");
    }
    if (!isToken(project)) {
      throw new IllegalArgumentException("its project id has strange characters");
    }
    if (authority.startsWith("[") && !authority.contains("]")) {
      throw new IllegalArgumentException("its host is missing or has strange characters");
    }
    int portColon =
        authority.startsWith("[")
            ? authority.indexOf(':', authority.indexOf(']'))
            : authority.indexOf(':');
    String host = portColon < 0 ? authority : authority.substring(0, portColon);
    int port =
        portColon < 0
            ? (scheme.equals("https") ? 443 : 80)
            : port(authority.substring(portColon + 1));
    Dsn dsn =
        new Dsn(
            scheme,
            host,
            port,
            path.substring(0, path.lastIndexOf('/') + 1),
            publicKey,
            secretKey,
            project);
    dsn.envelopeUrl();
    return dsn;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // answered below
    }
    throw new IllegalArgumentException("its port is not a number from 1 to 65535");
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }

  /** The address envelopes are posted to. */
  public URL envelopeUrl() {
    try {
      URI uri = URI.create(scheme + "://" + destination() + path + "api/" + project);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("its host is missing or has strange characters");
      }
      return URI.create(uri + "/envelope/").toURL();
    } catch (MalformedURLException | IllegalArgumentException malformed) {
      throw new IllegalArgumentException("its host is missing or has strange characters");
    }
  }

  /** The address spans are exported to by OpenTelemetry's protocol. */
  public String otlpTracesUrl() {
    String envelope = envelopeUrl().toString();
    return envelope.substring(0, envelope.length() - "envelope/".length())
        + "integration/otlp/v1/traces";
  }

  /** The host without the brackets of IPv6. */
  public String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The organization's id, which the hosts of sentry.io begin with; null where there is none. */
  public @Nullable String organization() {
    Matcher matcher = ORGANIZATION.matcher(host);
    return matcher.lookingAt() ? matcher.group(1) : null;
  }

  /** The value of {@code X-Sentry-Auth}. */
  public String authorization(String client) {
    String header = "Sentry sentry_version=7,sentry_client=" + client + ",sentry_key=" + publicKey;
    return secretKey == null ? header : header + ",sentry_secret=" + secretKey;
  }

  /** Host, and port unless it is the scheme's own, for people. */
  public String destination() {
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return usual ? host : host + ":" + port;
  }

  /** Everything but the key. */
  @Override
  public String toString() {
    return scheme + "://" + destination() + path + project;
  }
}
