package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.telemetry.error.Causes;
import org.jspecify.annotations.Nullable;

/**
 * What patterns are compared with: classes and messages of an issue's exception and of its causes.
 * The application's own code, which tells messages and causes, may throw; such a one has none.
 */
final class IssueWords {

  // what an issue says at most
  private static final int MAX_MESSAGE_CHARS = 8 * 1024;

  private IssueWords() {}

  /** Whether the class of the exception, of a cause or of their superclasses matches. */
  static boolean typeMatches(Issue issue, Globs patterns) {
    if (patterns.isEmpty()) {
      return false;
    }
    Throwable throwable = issue.throwable();
    if (throwable == null) {
      return patterns.match(issue.syntheticType());
    }
    for (Throwable cause : Causes.of(throwable)) {
      Class<?> type = cause.getClass();
      while (type != null && type != Object.class) {
        if (patterns.match(type.getName())) {
          return true;
        }
        type = type.getSuperclass();
      }
    }
    return false;
  }

  /**
   * Whether one of the messages matches: of the exception or a cause, alone or after its class, or
   * what was logged, as it was written or as it was filled in.
   */
  static boolean messageMatches(Issue issue, Globs patterns) {
    if (patterns.isEmpty()) {
      return false;
    }
    LoggedMessage logged = issue.logged();
    if (logged != null
        && (patterns.match(capped(logged.template())) || patterns.match(capped(logged.text())))) {
      return true;
    }
    Throwable throwable = issue.throwable();
    if (throwable == null) {
      return matches(patterns, issue.syntheticType(), issue.message());
    }
    for (Throwable cause : Causes.of(throwable)) {
      if (matches(patterns, cause.getClass().getName(), message(cause))) {
        return true;
      }
    }
    return false;
  }

  /** The message of what was thrown or reported; empty for none. */
  static String message(Issue issue) {
    Throwable throwable = issue.throwable();
    String message = throwable == null ? issue.message() : message(throwable);
    if (message == null || message.isEmpty()) {
      LoggedMessage logged = issue.logged();
      return logged == null ? "" : logged.text();
    }
    return message;
  }

  /** The class of what was thrown or reported; empty for none. */
  static String type(Issue issue) {
    Throwable throwable = issue.throwable();
    return throwable == null ? issue.syntheticType() : throwable.getClass().getName();
  }

  private static boolean matches(Globs patterns, String type, @Nullable String message) {
    String text = capped(message);
    return patterns.match(text) || text != null && patterns.match(type + ": " + text);
  }

  private static @Nullable String message(Throwable throwable) {
    try {
      return throwable.getMessage();
    } catch (RuntimeException cannotSpeak) {
      return null;
    }
  }

  private static @Nullable String capped(@Nullable String text) {
    return text == null || text.length() <= MAX_MESSAGE_CHARS
        ? text
        : text.substring(0, MAX_MESSAGE_CHARS);
  }
}
