package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.Glob;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Guard.Type;
import dev.mcpsentry.telemetry.rule.Source.Known;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which value becomes an attribute.
 *
 * @param key the attribute's
 * @param sources where the value comes from; the first that has one counts
 * @param guards what is made of it, in this order
 * @param when for what it is said; null for everything
 */
record Rule(String key, List<Source> sources, List<Guard> guards, @Nullable Condition when) {

  static final int MAX_CHARS = 128;
  static final int MAX_INTENT_CHARS = 256;

  Rule {
    sources = List.copyOf(sources);
    guards = List.copyOf(guards);
  }

  /**
   * For what a rule is said.
   *
   * @param ofTool whether it is about tools, else about methods
   */
  record Condition(boolean ofTool, Glob name) {

    boolean holds(Facts facts) {
      String actual = ofTool ? facts.tool() : facts.method();
      return actual != null && name.matches(actual);
    }
  }

  /** The value, redacted and capped; null when there is none. */
  @Nullable Object value(Facts facts, Redaction redaction) {
    if (when != null && !when.holds(facts)) {
      return null;
    }
    for (Source source : sources) {
      Object raw = source.of(facts);
      if (raw != null && !"".equals(raw)) {
        return guarded(source, raw, redaction);
      }
    }
    return null;
  }

  private @Nullable Object guarded(Source source, Object raw, Redaction redaction) {
    Object value = raw;
    for (Guard guard : guards) {
      value = guard.apply(value);
      if (value == null) {
        return null;
      }
    }
    if (type() != Type.TEXT) {
      return value;
    }
    String text = Values.text(value);
    if (text == null) {
      return null;
    }
    return isOfGivenValues() || !redaction.isSecret(source.name(), raw)
        ? redaction.text(text, maxChars())
        : Redaction.MASK;
  }

  private int maxChars() {
    return key.equals(McpAttributes.APP_USER_INTENT.getKey()) ? MAX_INTENT_CHARS : MAX_CHARS;
  }

  /** The type of what comes out. */
  Type type() {
    return guards.isEmpty() ? Type.TEXT : guards.get(guards.size() - 1).type();
  }

  // whatever it was, it became one of the values that the rule spells out
  private boolean isOfGivenValues() {
    return guards.stream().anyMatch(Guard::bounds);
  }

  /** Whether it makes few values: by its guards, or because the process has one only. */
  boolean isBounded() {
    return isOfGivenValues() || sources.stream().allMatch(s -> s.known() == Known.ALWAYS);
  }

  /** Whether it says the same of everything, as long as the process runs. */
  boolean isConstant() {
    return when == null && sources.stream().allMatch(s -> s.known() == Known.ALWAYS);
  }

  /** Whether one of its sources is known only then. */
  boolean asks(Known known) {
    return sources.stream().anyMatch(source -> source.known() == known);
  }
}
