package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.Glob;
import dev.mcpsentry.telemetry.rule.Guard.Parameter;
import dev.mcpsentry.telemetry.rule.Rule.Condition;
import dev.mcpsentry.telemetry.rule.RuleText.Wrong;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules, apart by semicolons or lines:
 *
 * <pre>
 * key = source, source | guard | guard when tool=glob
 * </pre>
 *
 * A line that begins with a hash sign is a comment. A text in quotes is taken as it is.
 */
final class RuleParser {

  static final int MAX_RULES = 50;
  private static final int MAX_PARTS = 16;
  private static final int MAX_CHOICES = 100;
  private static final int MAX_COMPLAINTS = 20;

  private final RuleText text;
  private final Map<String, Guard.Type> types = new LinkedHashMap<>();

  private RuleParser(String text) {
    this.text = new RuleText(text);
  }

  /** The rules that are right, at most {@value #MAX_RULES}. */
  static List<Rule> parse(String text, Consumer<String> complaints) {
    return new RuleParser(text).rules(complaints);
  }

  private List<Rule> rules(Consumer<String> complaints) {
    List<Rule> rules = new ArrayList<>();
    int wrongs = 0;
    while (text.next()) {
      if (rules.size() == MAX_RULES) {
        String place = text.place(text.at());
        complaints.accept(place + ": there are " + MAX_RULES + " rules already");
        break;
      }
      try {
        rules.add(rule());
      } catch (Wrong wrong) {
        if (wrongs++ < MAX_COMPLAINTS) {
          complaints.accept(text.place(wrong.place) + ": " + wrong.getMessage());
        }
      }
    }
    if (wrongs > MAX_COMPLAINTS) {
      complaints.accept((wrongs - MAX_COMPLAINTS) + " more are wrong");
    }
    return rules;
  }

  private Rule rule() throws Wrong {
    int start = text.at();
    String key = text.until("= \t");
    fail(start, Keys.complaint(key));
    text.expect('=');
    List<Source> sources = new ArrayList<>();
    do {
      sources.add(source(sources.size()));
    } while (text.skips(','));
    List<Guard> guards = new ArrayList<>();
    while (text.skips('|')) {
      guards.add(guard(guards.size()));
    }
    Condition when = text.isAtWhen() ? condition() : null;
    if (!text.isOver()) {
      throw new Wrong(text.at(), "nothing is expected here");
    }
    Rule rule = new Rule(key, sources, guards, when);
    fail(start, Keys.complaint(key, rule.type()));
    if (types.getOrDefault(key, rule.type()) != rule.type()) {
      throw new Wrong(start, "another rule makes " + key + " of another type");
    }
    types.put(key, rule.type());
    return rule;
  }

  private Source source(int before) throws Wrong {
    text.skipSpace();
    int start = text.at();
    if (before == MAX_PARTS) {
      throw new Wrong(start, "a rule has at most " + MAX_PARTS + " sources");
    }
    String kind = text.until(":,|; \t");
    if (!text.skips(':')) {
      throw new Wrong(start, "a source is expected, such as env:NAME");
    }
    String argument = text.argument(",|");
    try {
      return Source.of(kind, argument);
    } catch (IllegalArgumentException wrong) {
      throw new Wrong(start, wrong.getMessage());
    }
  }

  private Guard guard(int before) throws Wrong {
    text.skipSpace();
    int start = text.at();
    if (before == MAX_PARTS) {
      throw new Wrong(start, "a rule has at most " + MAX_PARTS + " guards");
    }
    String name = text.until("(| \t");
    List<Parameter> parameters = text.skips('(') ? parameters() : List.of();
    try {
      return Guard.of(name, parameters);
    } catch (IllegalArgumentException wrong) {
      throw new Wrong(start, wrong.getMessage());
    }
  }

  private List<Parameter> parameters() throws Wrong {
    List<Parameter> parameters = new ArrayList<>();
    while (!text.skips(')')) {
      if (parameters.size() == MAX_CHOICES) {
        throw new Wrong(text.at(), "a guard has at most " + MAX_CHOICES + " choices");
      }
      parameters.add(parameter());
      if (!text.skips(',') && !text.isAt(')')) {
        throw new Wrong(text.at(), "a closing parenthesis is missing");
      }
    }
    return parameters;
  }

  private Parameter parameter() throws Wrong {
    StringBuilder left = new StringBuilder(text.argument(",)="));
    // what it becomes follows an arrow; other signs are its own
    while (text.isAt('=') && !text.isAtArrow()) {
      text.expect('=');
      left.append('=').append(text.argument(",)="));
    }
    if (text.isOver()) {
      throw new Wrong(text.at(), "a closing parenthesis is missing");
    }
    if (!text.isAtArrow()) {
      return new Parameter(left.toString(), null);
    }
    text.expect('=');
    text.expect('>');
    int start = text.at();
    String right = text.argument(",)");
    if (right.length() > Rule.MAX_CHARS || right.isEmpty()) {
      throw new Wrong(start, "a value has 1 to " + Rule.MAX_CHARS + " characters");
    }
    return new Parameter(left.toString(), right);
  }

  private Condition condition() throws Wrong {
    String unused = text.until(" \t\r\n");
    int start = text.at();
    String what = text.until("= \t");
    boolean ofTool = what.equals("tool");
    if (!ofTool && !what.equals("method")) {
      throw new Wrong(start, "a rule is for a tool or a method");
    }
    text.expect('=');
    int name = text.at();
    String glob = text.argument("");
    if (glob.isEmpty()) {
      throw new Wrong(name, "a name is missing");
    }
    return new Condition(ofTool, new Glob(glob, false));
  }

  private static void fail(int place, @Nullable String complaint) throws Wrong {
    if (complaint != null) {
      throw new Wrong(place, complaint);
    }
  }
}
