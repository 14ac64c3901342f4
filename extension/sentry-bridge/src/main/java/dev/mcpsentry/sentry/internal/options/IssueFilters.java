package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.error.FailureEffects;
import dev.mcpsentry.telemetry.options.FingerprintRule;
import java.util.List;

/**
 * What is not worth an issue, and how the rest is told.
 *
 * @param exceptions classes of exceptions that are ignored
 * @param errors messages that are ignored
 * @param transactions names of transactions that are not sent
 * @param loggers loggers that are not listened to
 * @param samePerMinute how many issues that are alike are sent in a minute; 0 for any number
 * @param fingerprints how issues are grouped; the first rule that matches counts
 * @param failures what kinds of failure of MCP operations do
 */
public record IssueFilters(
    Globs exceptions,
    Globs errors,
    Globs transactions,
    Globs loggers,
    int samePerMinute,
    List<FingerprintRule> fingerprints,
    FailureEffects failures) {

  /** Nothing is ignored, and ten a minute are enough. */
  public static final IssueFilters DEFAULT =
      new IssueFilters(
          Globs.NONE, Globs.NONE, Globs.NONE, Globs.NONE, 10, List.of(), FailureEffects.DEFAULT);
}
