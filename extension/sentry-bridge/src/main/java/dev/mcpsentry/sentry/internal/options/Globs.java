package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.Glob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of which one must match. Immutable.
 *
 * @param globs in no particular order
 */
public record Globs(List<Glob> globs) {

  public static final Globs NONE = new Globs(List.of());

  /** Patterns in which stars stand for any characters. */
  public static Globs of(List<String> patterns) {
    return new Globs(patterns.stream().map(Glob::new).toList());
  }

  /**
   * The same, but that {@code .*} is understood as a star, too: Sentry's SDK for Java reads regular
   * expressions there.
   */
  public static Globs ofTexts(List<String> patterns) {
    return of(patterns.stream().map(pattern -> pattern.replace(".*", "*")).toList());
  }

  public boolean isEmpty() {
    return globs.isEmpty();
  }

  /** Whether one of them matches; null is matched by none. */
  public boolean match(@Nullable String text) {
    if (text != null) {
      for (Glob glob : globs) {
        if (glob.matches(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
