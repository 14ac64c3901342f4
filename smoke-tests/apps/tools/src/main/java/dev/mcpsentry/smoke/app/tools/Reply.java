package dev.mcpsentry.smoke.app.tools;

/**
 * What a tool answers.
 *
 * @param text the only text block of the result
 * @param error the result's {@code isError}
 */
public record Reply(String text, boolean error) {

  static Reply of(String text) {
    return new Reply(text, false);
  }
}
