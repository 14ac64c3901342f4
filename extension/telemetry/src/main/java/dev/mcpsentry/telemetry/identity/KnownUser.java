package dev.mcpsentry.telemetry.identity;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user, as attributes of a span or log record name one.
 *
 * @param id the id, or what it was made into; not blank
 * @param hashed whether whoever wrote it hashed it already
 */
public record KnownUser(String id, boolean hashed) {

  /** OpenTelemetry conventions for users. */
  public static final AttributeKey<String> USER_ID = stringKey("user.id");

  /** OpenTelemetry conventions for users: an id that names nobody. */
  public static final AttributeKey<String> USER_HASH = stringKey("user.hash");

  // the agent's instrumentations of servlets and Spring Security write the first, and the second
  // with otel.instrumentation.common.v3-preview
  private static final List<AttributeKey<String>> OF_THE_AGENT =
      List.of(stringKey("enduser.id"), stringKey("user.name"));

  // Spring Security's name for whoever did not sign in
  private static final String ANONYMOUS = "anonymousUser";

  /** Attributes of whatever has them. */
  public interface Values {

    /** The value; null when there is none. */
    @Nullable String get(AttributeKey<String> key);
  }

  /** The first that is named: by the application or by us before the agent; null for none. */
  public static @Nullable KnownUser of(Values values) {
    String id = id(values.get(USER_ID));
    if (id != null) {
      return new KnownUser(id, false);
    }
    String hash = id(values.get(USER_HASH));
    if (hash != null) {
      return new KnownUser(hash, true);
    }
    for (AttributeKey<String> key : OF_THE_AGENT) {
      String name = id(values.get(key));
      if (name != null) {
        return new KnownUser(name, false);
      }
    }
    return null;
  }

  /** The id without white space around it; null when it is nobody's. */
  static @Nullable String id(@Nullable String text) {
    if (text == null || text.isBlank() || text.equals(ANONYMOUS)) {
      return null;
    }
    return text.trim();
  }
}
