package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.Glob;
import dev.mcpsentry.telemetry.rule.Guard.Parameter;
import dev.mcpsentry.telemetry.rule.Rule.Condition;
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
  private static final String WHEN = "when";

  private final String text;
  private int at;
  private int end;

  private RuleParser(String text) {
    this.text = text;
  }

  /** Says what is wrong where. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final int place;

    Wrong(int place, @Nullable String message) {
      super(message, null, false, false);
      this.place = place;
    }
  }

  /** The rules that are right, at most {@value #MAX_RULES}. */
  static List<Rule> parse(String text, Consumer<String> complaints) {
    return new RuleParser(text).rules(complaints);
  }

  private List<Rule> rules(Consumer<String> complaints) {
    Map<String, Guard.Type> types = new LinkedHashMap<>();
    List<Rule> rules = new ArrayList<>();
    int wrongs = 0;
    int from = 0;
    while (from < text.length()) {
      end = endOfRule(from);
      at = from;
      skipSpace();
      if (at < end && text.charAt(at) != '#') {
        if (rules.size() == MAX_RULES) {
          complaints.accept(place(at) + ": there are " + MAX_RULES + " rules already");
          break;
        }
        try {
          rules.add(rule(types));
        } catch (Wrong wrong) {
          if (wrongs++ < MAX_COMPLAINTS) {
            complaints.accept(place(wrong.place) + ": " + wrong.getMessage());
          }
        }
      }
      from = end + 1;
    }
    if (wrongs > MAX_COMPLAINTS) {
      complaints.accept((wrongs - MAX_COMPLAINTS) + " more are wrong");
    }
    return rules;
  }

  // a comment goes to the end of its line
  private int endOfRule(int from) {
    int first = from;
    while (first < text.length() && isBlank(text.charAt(first)) && text.charAt(first) != '\n') {
      first++;
    }
    boolean comment = first < text.length() && text.charAt(first) == '#';
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == ';' && !quoted && !comment) {
        return i;
      }
      quoted ^= c == '"';
    }
    return text.length();
  }

  private Rule rule(Map<String, Guard.Type> types) throws Wrong {
    int start = at;
    String key = until("= \t");
    fail(start, Keys.complaint(key));
    expect('=');
    List<Source> sources = new ArrayList<>();
    do {
      sources.add(source(sources.size()));
    } while (skips(','));
    List<Guard> guards = new ArrayList<>();
    while (skips('|')) {
      guards.add(guard(guards.size()));
    }
    Condition when = atWhen() ? condition() : null;
    if (at < end) {
      throw new Wrong(at, "nothing is expected here");
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
    skipSpace();
    int start = at;
    if (before == MAX_PARTS) {
      throw new Wrong(start, "a rule has at most " + MAX_PARTS + " sources");
    }
    String kind = until(":,|; \t");
    if (at == end || text.charAt(at) != ':') {
      throw new Wrong(start, "a source is expected, such as env:NAME");
    }
    at++;
    String argument = argument(",|");
    try {
      return Source.of(kind, argument);
    } catch (IllegalArgumentException wrong) {
      throw new Wrong(start, wrong.getMessage());
    }
  }

  private Guard guard(int before) throws Wrong {
    skipSpace();
    int start = at;
    if (before == MAX_PARTS) {
      throw new Wrong(start, "a rule has at most " + MAX_PARTS + " guards");
    }
    String name = until("(| \t");
    List<Parameter> parameters = new ArrayList<>();
    if (skips('(')) {
      while (!skips(')')) {
        if (parameters.size() == MAX_CHOICES) {
          throw new Wrong(at, "a guard has at most " + MAX_CHOICES + " choices");
        }
        parameters.add(parameter());
        if (!skips(',') && (at == end || text.charAt(at) != ')')) {
          throw new Wrong(at, "a closing parenthesis is missing");
        }
      }
    }
    try {
      return Guard.of(name, parameters);
    } catch (IllegalArgumentException wrong) {
      throw new Wrong(start, wrong.getMessage());
    }
  }

  private Parameter parameter() throws Wrong {
    String left = argument(",)=");
    // what it becomes follows an arrow; other signs are its own
    while (at < end && text.charAt(at) == '=' && !isArrow()) {
      at++;
      left += '=' + argument(",)=");
    }
    if (at == end) {
      throw new Wrong(at, "a closing parenthesis is missing");
    }
    if (!isArrow()) {
      return new Parameter(left, null);
    }
    at += 2;
    int start = at;
    String right = argument(",)");
    if (right.length() > Rule.MAX_CHARS || right.isEmpty()) {
      throw new Wrong(start, "a value has 1 to " + Rule.MAX_CHARS + " characters");
    }
    return new Parameter(left, right);
  }

  private boolean isArrow() {
    return text.startsWith("=>", at) && at + 1 < end;
  }

  private Condition condition() throws Wrong {
    at += WHEN.length();
    skipSpace();
    int start = at;
    String what = until("= \t");
    boolean ofTool = what.equals("tool");
    if (!ofTool && !what.equals("method")) {
      throw new Wrong(start, "a rule is for a tool or a method");
    }
    expect('=');
    skipSpace();
    int name = at;
    String glob = argument("");
    if (glob.isEmpty()) {
      throw new Wrong(name, "a name is missing");
    }
    return new Condition(ofTool, new Glob(glob, false));
  }

  // a text in quotes, or up to one of the signs or the condition
  private String argument(String signs) throws Wrong {
    skipSpace();
    if (at < end && text.charAt(at) == '"') {
      int close = text.indexOf('"', at + 1);
      if (close < 0 || close >= end) {
        throw new Wrong(at, "a closing quotation mark is missing");
      }
      String quoted = text.substring(at + 1, close);
      at = close + 1;
      skipSpace();
      return quoted;
    }
    int start = at;
    while (at < end && signs.indexOf(text.charAt(at)) < 0 && !isBeforeWhen()) {
      at++;
    }
    String plain = text.substring(start, at).trim();
    skipSpace();
    return plain;
  }

  private boolean isBeforeWhen() {
    int next = at;
    while (next < end && isBlank(text.charAt(next))) {
      next++;
    }
    return next > 0 && isBlank(text.charAt(next - 1)) && isWhen(next);
  }

  private boolean atWhen() {
    skipSpace();
    return isWhen(at);
  }

  private boolean isWhen(int place) {
    int after = place + WHEN.length();
    return text.startsWith(WHEN, place)
        && after <= end
        && (after == end || isBlank(text.charAt(after)));
  }

  private String until(String signs) {
    int start = at;
    while (at < end && signs.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).trim();
    skipSpace();
    return word;
  }

  private void expect(char sign) throws Wrong {
    if (!skips(sign)) {
      throw new Wrong(at, "'" + sign + "' is expected");
    }
  }

  private boolean skips(char sign) {
    skipSpace();
    if (at < end && text.charAt(at) == sign) {
      at++;
      skipSpace();
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static void fail(int place, @Nullable String complaint) throws Wrong {
    if (complaint != null) {
      throw new Wrong(place, complaint);
    }
  }

  private String place(int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return "line " + line + ", column " + (offset - start + 1);
  }
}
