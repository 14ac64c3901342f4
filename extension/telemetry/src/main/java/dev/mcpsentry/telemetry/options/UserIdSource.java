package dev.mcpsentry.telemetry.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who says who the user is that asks.
 *
 * @param kind what is asked
 * @param name the claim, or the key in the transport's context; empty for the others
 */
public record UserIdSource(Kind kind, String name) {

  /** What can be asked. */
  public enum Kind {
    /** Nobody: users are not told apart. */
    OFF,
    /** Whoever checked the request: Spring Security, the servlet container. */
    PRINCIPAL,
    /** A claim of the verified token. */
    CLAIM,
    /** What the application put into the MCP SDK's transport context. */
    CONTEXT
  }

  public static final UserIdSource OFF = new UserIdSource(Kind.OFF, "");
  public static final UserIdSource PRINCIPAL = new UserIdSource(Kind.PRINCIPAL, "");

  private static final int MAX_NAME_CHARS = 200;

  static @Nullable UserIdSource of(String text) {
    int colon = text.indexOf(':');
    String kind = (colon < 0 ? text : text.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
    String name = colon < 0 ? "" : text.substring(colon + 1).trim();
    if (name.length() > MAX_NAME_CHARS) {
      return null;
    }
    return switch (kind) {
      case "off" -> colon < 0 ? OFF : null;
      case "principal" -> colon < 0 ? PRINCIPAL : null;
      case "claim" -> name.isEmpty() ? null : new UserIdSource(Kind.CLAIM, name);
      case "context" -> name.isEmpty() ? null : new UserIdSource(Kind.CONTEXT, name);
      default -> null;
    };
  }

  /** Whether users are told apart. */
  public boolean isOn() {
    return kind != Kind.OFF;
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? word : word + ":" + name;
  }
}
