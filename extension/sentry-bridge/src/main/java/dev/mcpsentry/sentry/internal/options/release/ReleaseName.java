package dev.mcpsentry.sentry.internal.options.release;

import org.jspecify.annotations.Nullable;

/**
 * Makes a text a name of a release. Rules: Sentry's documentation on releases. Neither new lines,
 * tabulators nor slashes, at most 200 characters, and not just a period or two.
 */
public final class ReleaseName {

  private static final int MAX_CHARS = 200;
  private static final char INSTEAD = '-';

  private ReleaseName() {}

  /**
   * The name, with hyphens for what Sentry does not take.
   *
   * @return null when nothing is left that names a release
   */
  public static @Nullable String of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    text.trim()
        .chars()
        .limit(MAX_CHARS)
        .forEach(next -> name.append(isTaken(next) ? (char) next : INSTEAD));
    if (name.length() == MAX_CHARS && Character.isHighSurrogate(name.charAt(MAX_CHARS - 1))) {
      name.setLength(MAX_CHARS - 1);
    }
    String clean = name.toString().trim();
    return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? null : clean;
  }

  /** The name of a version of something; null when there is no version. */
  static @Nullable String of(@Nullable String name, @Nullable String version) {
    String of = written(name);
    String at = written(version);
    return at == null ? null : of(of == null ? at : of + "@" + at);
  }

  /** A text of a build's, but for a place holder that no build has filled in. */
  static @Nullable String written(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String value = text.trim();
    boolean isPlaceholder =
        value.contains("${")
            || value.length() > 1 && value.startsWith("@") && value.endsWith("@")
            || value.equals("unknown")
            || value.equals("unspecified");
    return isPlaceholder ? null : value;
  }

  private static boolean isTaken(int next) {
    return next != '/' && next != '\\' && !Character.isISOControl(next);
  }
}
