package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Which of the traces that begin here Sentry gets.
 *
 * @param rules how many of which
 * @param tracesPerSecond the most a second, and of those that failed the same again; 0 for no bound
 * @param adaptive whether rates follow what happens
 */
public record SamplingOptions(SampleRules rules, double tracesPerSecond, boolean adaptive) {

  /** Whether each trace has the same share, so that it is known before the trace ends. */
  public boolean isUniform() {
    return rules.rules().isEmpty() && tracesPerSecond <= 0 && !adaptive;
  }

  /** A line that says what there is besides one rate; null when there is nothing. */
  public @Nullable String summary() {
    if (isUniform()) {
      return null;
    }
    StringJoiner parts = new StringJoiner(", ", "sampling: ", "");
    int count = rules.rules().size();
    if (count > 0) {
      parts.add(count + (count == 1 ? " rule" : " rules"));
    }
    if (tracesPerSecond > 0) {
      parts.add("at most " + tracesPerSecond + " traces a second");
    }
    if (adaptive) {
      parts.add("adaptive");
    }
    return parts.toString();
  }
}
