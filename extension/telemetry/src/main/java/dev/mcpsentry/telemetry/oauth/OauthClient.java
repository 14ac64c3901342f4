package dev.mcpsentry.telemetry.oauth;

import dev.mcpsentry.telemetry.mcp.ClientFamily;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client of an authorization server.
 *
 * @param id its {@code client_id}, or null; never told
 * @param name the name it registered with, or null; never told
 * @param userAgent of the request, or null
 */
public record OauthClient(@Nullable String id, @Nullable String name, @Nullable String userAgent) {

  static final String REGISTERED_HERE = "dcr";

  private static final String DOCUMENT = "cimd";
  private static final String UNKNOWN = "unknown";
  private static final int MAX_CHARS = 2_000;

  /** The family where a browser asks on the client's behalf: by the name alone. */
  String familyByName() {
    return ClientFamily.ofName(name);
  }

  /** The family where the client itself asks. */
  String family() {
    return ClientFamily.of(userAgent, name);
  }

  /**
   * How the client came to be known, as {@code app.client.registration.method}: {@code cimd} when
   * the id is an HTTPS URL, of a metadata document; {@code dcr} when it is opaque; {@code unknown}
   * for other URLs and none.
   */
  String registrationMethod() {
    String text = id == null ? "" : id.strip();
    if (text.isEmpty() || text.length() > MAX_CHARS) {
      return UNKNOWN;
    }
    String scheme = scheme(text);
    return scheme == null ? REGISTERED_HERE : scheme.equals("https") ? DOCUMENT : UNKNOWN;
  }

  private static @Nullable String scheme(String text) {
    try {
      String scheme = new URI(text).getScheme();
      return scheme == null ? null : scheme.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException opaque) {
      return null;
    }
  }
}
