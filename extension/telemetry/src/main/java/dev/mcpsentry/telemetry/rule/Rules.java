package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Source.Known;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a process, in the order they were written and those of ours after them. Of several
 * for one attribute the first that has a value counts. Immutable; equal are those that say the
 * same.
 */
public final class Rules {

  /** The rules for one attribute. */
  record Named(String key, List<Rule> rules) {

    boolean isConstant() {
      return rules.stream().allMatch(Rule::isConstant);
    }

    boolean asks(Known known) {
      return rules.stream().anyMatch(rule -> rule.asks(known));
    }

    boolean isBounded() {
      return rules.stream().allMatch(Rule::isBounded);
    }

    @Nullable Told of(Facts facts, Redaction redaction) {
      for (Rule rule : rules) {
        Object value = value(rule, facts, redaction);
        if (value != null) {
          return new Told(key, value);
        }
      }
      return null;
    }

    // maps and lists may be an application's own
    private static @Nullable Object value(Rule rule, Facts facts, Redaction redaction) {
      try {
        return rule.value(facts, redaction);
      } catch (RuntimeException unreadable) {
        return null;
      }
    }
  }

  private static final int MAX_FILE_BYTES = 64 * 1024;
  private static final String OURS =
      McpAttributes.GEN_AI_TOOL_CALL_RESULT_COUNT.getKey()
          + " = result:/structuredContent | count when method=tools/call; "
          + McpAttributes.APP_RESOURCE_TYPE.getKey()
          + " = uri:scheme | lower when method=resources/*";

  private final List<Named> named;
  private final List<Named> always;
  private final List<Named> atStart;
  private final List<Named> atEnd;
  private final List<Named> whenLogged;

  private Rules(List<Named> named) {
    this.named = List.copyOf(named);
    always = those(Named::isConstant);
    atStart = those(rules -> !rules.isConstant() && !rules.asks(Known.AT_END));
    atEnd = those(rules -> rules.asks(Known.AT_END));
    whenLogged = those(rules -> rules.asks(Known.WHEN_LOGGED));
  }

  private List<Named> those(Predicate<Named> wanted) {
    return named.stream().filter(wanted).toList();
  }

  /**
   * The rules that a setting says, or the file whose path follows an at sign.
   *
   * @param complaints hears of each rule that is left out where it is wrong, and why
   */
  public static Rules of(String setting, Consumer<String> complaints) {
    Map<String, List<Rule>> byKey = new LinkedHashMap<>();
    for (Rule rule : RuleParser.parse(text(setting, complaints), complaints)) {
      byKey.computeIfAbsent(rule.key(), key -> new ArrayList<>()).add(rule);
    }
    for (Rule rule : RuleParser.parse(OURS, problem -> {})) {
      byKey.putIfAbsent(rule.key(), List.of(rule));
    }
    return new Rules(
        byKey.entrySet().stream()
            .map(e -> new Named(e.getKey(), List.copyOf(e.getValue())))
            .toList());
  }

  private static String text(String setting, Consumer<String> complaints) {
    if (!setting.startsWith("@")) {
      return setting;
    }
    String path = setting.substring(1).trim();
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      byte[] bytes = file.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length <= MAX_FILE_BYTES) {
        return new String(bytes, StandardCharsets.UTF_8);
      }
      complaints.accept(path + " is longer than " + MAX_FILE_BYTES + " bytes, and left out");
    } catch (IOException | InvalidPathException | SecurityException unreadable) {
      complaints.accept(path + " cannot be read: " + unreadable);
    }
    return "";
  }

  /** What is known of a request when it arrives or is sent. */
  public List<Told> atStart(Facts facts, Redaction redaction) {
    return told(atStart, facts, redaction);
  }

  /** What is known of a request only when it was answered. */
  public List<Told> atEnd(Facts facts, Redaction redaction) {
    return told(atEnd, facts, redaction);
  }

  /** What is known when something is logged. */
  public List<Told> whenLogged(Facts facts, Redaction redaction) {
    return told(whenLogged, facts, redaction);
  }

  /** What is the same as long as the process runs. */
  public List<Told> always(Facts facts, Redaction redaction) {
    return told(always, facts, redaction);
  }

  private static List<Told> told(List<Named> asked, Facts facts, Redaction redaction) {
    List<Told> told = List.of();
    for (Named rules : asked) {
      Told value = rules.of(facts, redaction);
      if (value != null) {
        told = told.isEmpty() ? new ArrayList<>() : told;
        told.add(value);
      }
    }
    return told;
  }

  /** What is known of an operation under one name; null when no rule tells. */
  public @Nullable Object value(String key, Facts facts, Redaction redaction) {
    for (Named rules : named) {
      if (rules.key().equals(key)) {
        Told told = rules.of(facts, redaction);
        return told == null ? null : told.value();
      }
    }
    return null;
  }

  /** The values that the rules for an attribute leave as they are; empty where they say none. */
  public Set<String> admitted(String key) {
    Set<String> values = new LinkedHashSet<>();
    for (Named rules : named) {
      if (rules.key().equals(key)) {
        rules.rules().forEach(rule -> rule.guards().forEach(guard -> admitted(guard, values)));
      }
    }
    return values;
  }

  private static void admitted(Guard guard, Set<String> values) {
    if (guard instanceof Guard.In in) {
      values.addAll(in.values());
    }
  }

  List<Named> named() {
    return named;
  }

  /** The claims that are asked for. */
  public Set<String> claims() {
    return names(Source.Claim.class);
  }

  /** The keys of the transport's context that are asked for. */
  public Set<String> transportKeys() {
    return names(Source.TransportValue.class);
  }

  /** Whether the path of a request is asked for. */
  public boolean askForPaths() {
    return !names(Source.PathVariable.class).isEmpty();
  }

  private Set<String> names(Class<? extends Source> kind) {
    return named.stream()
        .flatMap(rules -> rules.rules().stream())
        .flatMap(rule -> rule.sources().stream())
        .filter(kind::isInstance)
        .map(Source::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The attributes of which there are few values, so that they can be searched by. */
  public Set<String> boundedKeys() {
    return keys(Named::isBounded);
  }

  /** The attributes that may have any value. */
  public Set<String> unboundedKeys() {
    return keys(rules -> !rules.isBounded());
  }

  private Set<String> keys(Predicate<Named> wanted) {
    Set<String> keys = new LinkedHashSet<>();
    those(wanted).forEach(rules -> keys.add(rules.key()));
    return keys;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rules rules && named.equals(rules.named);
  }

  @Override
  public int hashCode() {
    return named.hashCode();
  }

  @Override
  public String toString() {
    return "Rules" + named;
  }
}
