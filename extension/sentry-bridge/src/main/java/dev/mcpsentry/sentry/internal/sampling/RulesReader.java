package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.sampling.SampleRule.Condition;
import dev.mcpsentry.sentry.internal.sampling.SampleRule.Share;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Alias;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Items;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Pair;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Pairs;
import dev.mcpsentry.sentry.internal.sampling.YamlNode.Scalar;
import dev.mcpsentry.telemetry.Glob;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;

/**
 * Reads rules from YAML, and so from JSON: {@code rules}, a sequence of mappings of facts to globs,
 * and of {@code rate} or {@code multiplier} to a number. A rule in which something is wrong is left
 * out.
 */
final class RulesReader {

  static final int MAX_RULES = 200;
  static final int MAX_COMPLAINTS = 50;

  private static final int MAX_GLOBS = 50;
  private static final int MAX_GLOB_CHARS = 200;
  private static final int MAX_QUOTED_CHARS = 60;
  private static final double MAX_FACTOR = 1_000_000;

  private final String file;
  private final List<SampleRule> rules = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private int untold;

  /** What is wrong with a rule. */
  private static final class Wrong extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    Wrong(int line, String reason) {
      super(reason);
      this.line = line;
    }
  }

  /**
   * @param file what to call it
   */
  RulesReader(String file) {
    this.file = file;
  }

  RulesFile read(String text) {
    try {
      YamlWalk yaml = new YamlWalk(text);
      while (!yaml.isAt(Event.ID.StreamEnd) && !yaml.isAt(Event.ID.DocumentStart)) {
        yaml.advance();
      }
      if (yaml.isAt(Event.ID.DocumentStart)) {
        yaml.advance();
        document(yaml);
      }
    } catch (YamlWalk.Broken broken) {
      complain(broken.line(), broken.getMessage() + "; the rest is left out");
    }
    if (untold > 0) {
      complaints.add("the sampling rules " + file + ": " + untold + " more are wrong");
    }
    return new RulesFile(rules, complaints);
  }

  private void document(YamlWalk yaml) throws YamlWalk.Broken {
    if (yaml.isAt(Event.ID.SequenceStart)) {
      rules(yaml);
      return;
    }
    if (!yaml.isAt(Event.ID.MappingStart)) {
      complain(yaml.line(), "there are no rules");
      return;
    }
    yaml.advance();
    while (!yaml.isAt(Event.ID.MappingEnd)) {
      YamlNode key = yaml.node();
      if (!(key instanceof Scalar word) || !word.text().equals("rules")) {
        complain(key.line(), quoted(key) + " is not understood");
        yaml.node();
      } else if (yaml.isAt(Event.ID.SequenceStart)) {
        rules(yaml);
      } else {
        complain(yaml.line(), "rules is no list");
        yaml.node();
      }
    }
  }

  private void rules(YamlWalk yaml) throws YamlWalk.Broken {
    yaml.advance();
    while (!yaml.isAt(Event.ID.SequenceEnd)) {
      YamlNode node = yaml.node();
      try {
        SampleRule rule = rule(node);
        if (rules.size() == MAX_RULES) {
          throw new Wrong(node.line(), "there are more than " + MAX_RULES + " rules");
        }
        rules.add(rule);
      } catch (Wrong wrong) {
        complain(wrong.line, wrong.getMessage() + "; the rule is left out");
      }
    }
    yaml.advance();
  }

  private static SampleRule rule(YamlNode node) throws Wrong {
    if (!(node instanceof Pairs mapping)) {
      throw new Wrong(node.line(), quoted(node) + " is no rule");
    }
    List<Condition> conditions = new ArrayList<>();
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    Share share = null;
    for (Pair pair : mapping.pairs()) {
      String word = pair.key() instanceof Scalar key ? key.text() : "";
      Fact fact = Fact.of(word);
      if (fact != null) {
        if (!facts.add(fact)) {
          throw new Wrong(pair.key().line(), word + " is there twice");
        }
        conditions.add(new Condition(fact, globs(word, pair.value())));
      } else {
        if (share != null) {
          throw new Wrong(pair.key().line(), "there is more than one rate or multiplier");
        }
        share = share(word, pair);
      }
    }
    if (share == null) {
      throw new Wrong(node.line(), "there is neither rate nor multiplier");
    }
    return new SampleRule(conditions, share);
  }

  private static Share share(String word, Pair pair) throws Wrong {
    return switch (word) {
      case "rate" -> new Share.Rate(number(word, pair.value(), 1));
      case "multiplier" -> new Share.Multiplier(number(word, pair.value(), MAX_FACTOR));
      default ->
          throw new Wrong(
              pair.key().line(),
              quoted(pair.key()) + " is none of " + Fact.WORDS + ", rate, multiplier");
    };
  }

  private static double number(String word, YamlNode value, double most) throws Wrong {
    Double number = value instanceof Scalar scalar ? decimal(scalar.text()) : null;
    if (number == null || !(number >= 0 && number <= most)) {
      throw new Wrong(
          value.line(), "%s is no number from 0.0 to %s: %s".formatted(word, most, quoted(value)));
    }
    return number;
  }

  // less than Java allows, which has hexadecimal numbers and suffixes
  private static @Nullable Double decimal(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9' || ".eE+-".indexOf(c) >= 0)) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static List<Glob> globs(String word, YamlNode value) throws Wrong {
    List<YamlNode> texts = value instanceof Items items ? items.items() : List.of(value);
    List<Glob> globs = new ArrayList<>();
    for (YamlNode text : texts) {
      if (text instanceof Alias alias) {
        throw new Wrong(text.line(), word + ": '*" + alias.name() + "' must be in quotes");
      }
      if (!(text instanceof Scalar scalar)
          || scalar.text().isEmpty()
          || scalar.text().length() > MAX_GLOB_CHARS) {
        throw new Wrong(
            text.line(), word + " is no text of 1 to " + MAX_GLOB_CHARS + " characters");
      }
      globs.add(new Glob(scalar.text()));
    }
    if (globs.isEmpty() || globs.size() > MAX_GLOBS) {
      throw new Wrong(value.line(), word + " has none, or more than " + MAX_GLOBS + " texts");
    }
    return globs;
  }

  private void complain(int line, String reason) {
    if (complaints.size() < MAX_COMPLAINTS) {
      complaints.add(
          "the sampling rules "
              + file
              + (line > 0 ? ", line " + line : "")
              + ": "
              + reason.replaceAll("\\p{Cntrl}+", " "));
    } else {
      untold++;
    }
  }

  private static String quoted(YamlNode node) {
    String text =
        node instanceof Scalar scalar
            ? scalar.text()
            : node instanceof Alias alias ? "*" + alias.name() : null;
    if (text == null) {
      return node instanceof Items ? "a list" : "a mapping";
    }
    String start = text.length() <= MAX_QUOTED_CHARS ? text : text.substring(0, MAX_QUOTED_CHARS);
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
