package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.telemetry.options.FingerprintRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The user's own grouping. Variables are Sentry's, of which we fill in what we know; the others,
 * {@code {{ default }}} among them, are Sentry's to fill in. Immutable.
 */
final class Fingerprints {

  static final String DEFAULT = "{{ default }}";

  /** A rule, with its patterns ready to be used. */
  private record Rule(Map<String, Globs> matchers, List<String> fingerprint) {

    static Rule of(FingerprintRule rule) {
      return new Rule(
          Map.copyOf(
              rule.matchers().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          Map.Entry::getKey, entry -> Globs.of(List.of(entry.getValue()))))),
          rule.fingerprint());
    }
  }

  private final List<Rule> rules;

  Fingerprints(List<FingerprintRule> rules) {
    this.rules = rules.stream().map(Rule::of).toList();
  }

  /** The issue, grouped by the first rule that matches it. */
  Issue group(Issue issue) {
    for (Rule rule : rules) {
      if (matches(rule, issue)) {
        return issue.groupedBy(filled(rule.fingerprint(), issue));
      }
    }
    return issue;
  }

  private static boolean matches(Rule rule, Issue issue) {
    return rule.matchers().entrySet().stream()
        .allMatch(matcher -> matches(matcher.getKey(), matcher.getValue(), issue));
  }

  private static boolean matches(String subject, Globs pattern, Issue issue) {
    return switch (subject) {
      case "type" -> IssueWords.typeMatches(issue, pattern);
      case "message" -> IssueWords.messageMatches(issue, pattern);
      case "tool" -> pattern.match(tool(issue));
      case "transaction" -> pattern.match(issue.transaction());
      default -> false;
    };
  }

  private static List<String> filled(List<String> parts, Issue issue) {
    List<String> filled = new ArrayList<>();
    for (String part : parts) {
      if (variable(part).equals("default") && !issue.fingerprint().isEmpty()) {
        filled.addAll(issue.fingerprint());
      } else {
        filled.add(
            switch (variable(part)) {
              case "default" -> DEFAULT;
              case "type", "error.type" -> IssueWords.type(issue);
              case "message", "error.value" -> IssueWords.message(issue);
              case "tool" -> tool(issue);
              case "transaction" -> Objects.requireNonNullElse(issue.transaction(), "");
              default -> part;
            });
      }
    }
    return filled;
  }

  // {{ name }}
  private static String variable(String part) {
    return part.startsWith("{{") && part.endsWith("}}") && part.length() >= 4
        ? part.substring(2, part.length() - 2).trim()
        : "";
  }

  private static String tool(Issue issue) {
    return issue.tags().getOrDefault("gen_ai.tool.name", "");
  }
}
