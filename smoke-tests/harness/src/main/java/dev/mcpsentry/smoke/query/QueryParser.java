package dev.mcpsentry.smoke.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one query from left to right. Not reusable. */
final class QueryParser {

  private static final int MAX_DEPTH = 50;
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][\\w.\\-]*(?=:)");
  private static final Pattern BLANK = Pattern.compile("<([A-Za-z][\\w.\\- ]*)>");
  private static final Pattern NUMBER = Pattern.compile("([<>])(=?)(-?\\d+(?:\\.\\d+)?)(ms|s|m)?");
  private static final Pattern WORD = Pattern.compile("[^\\s\"()\\[\\],<>]+");
  private static final Pattern OPERATOR = Pattern.compile("(AND|OR)(?![^\\s(])");
  private static final Map<String, Double> MILLIS = Map.of("ms", 1.0, "s", 1000.0, "m", 60_000.0);

  private final String text;
  private int at;
  private int depth;

  QueryParser(String text) {
    this.text = text;
  }

  Term parse() {
    skipBlank();
    if (at == text.length()) {
      return new Term.And(List.of());
    }
    Term term = or();
    if (at < text.length()) {
      throw problem("Nothing opens this");
    }
    return term;
  }

  private Term or() {
    List<Term> terms = new ArrayList<>(List.of(and()));
    while (operator("OR")) {
      terms.add(and());
    }
    return terms.size() == 1 ? terms.get(0) : new Term.Or(terms);
  }

  private Term and() {
    List<Term> terms = new ArrayList<>(List.of(term()));
    while (operator("AND") || startsTerm()) {
      terms.add(term());
    }
    return terms.size() == 1 ? terms.get(0) : new Term.And(terms);
  }

  private boolean startsTerm() {
    skipBlank();
    return at < text.length() && text.charAt(at) != ')' && !matcher(OPERATOR).lookingAt();
  }

  private Term term() {
    skipBlank();
    if (at == text.length()) {
      throw problem("Something is missing");
    }
    if (matcher(OPERATOR).lookingAt()) {
      throw problem("Nothing stands before this");
    }
    if (take('(')) {
      return inParentheses();
    }
    if (take('!')) {
      if (!matcher(KEY).lookingAt()) {
        throw problem("A key must follow the !");
      }
      return new Term.Not(filter());
    }
    if (matcher(KEY).lookingAt()) {
      return filter();
    }
    return new Term.Words(text.charAt(at) == '"' ? quoted() : word());
  }

  private Term inParentheses() {
    if (++depth > MAX_DEPTH) {
      throw problem("Too many parentheses");
    }
    Term inner = or();
    if (!take(')')) {
      throw problem("A ) is missing");
    }
    depth--;
    return inner;
  }

  private Term filter() {
    String key = next(KEY, "A key is missing").group();
    at++;
    if (key.equals("has")) {
      return new Term.Filter(next(WORD, "A key must follow has:").group(), new Condition.Present());
    }
    return new Term.Filter(key, condition());
  }

  private Condition condition() {
    if (at < text.length() && text.charAt(at) == '[') {
      return list();
    }
    Matcher blank = matcher(BLANK);
    if (blank.lookingAt()) {
      at = blank.end();
      return new Condition.Blank(blank.group(1));
    }
    if (at < text.length() && "<>".indexOf(text.charAt(at)) >= 0) {
      return comparison();
    }
    return value();
  }

  private Condition list() {
    at++;
    List<Condition> some = new ArrayList<>();
    do {
      skipBlank();
      some.add(value());
      skipBlank();
    } while (take(','));
    if (!take(']')) {
      throw problem("A ] is missing");
    }
    return new Condition.AnyOf(some);
  }

  private Condition comparison() {
    Matcher number = next(NUMBER, "A number must follow, with ms, s, m or nothing behind it");
    if (at < text.length() && WORD.matcher(text.substring(at, at + 1)).matches()) {
      throw problem("No unit of time");
    }
    String unit = number.group(4);
    double factor = unit == null ? 1 : MILLIS.getOrDefault(unit, 1.0);
    return new Condition.Compare(
        number.group(1).equals(">"),
        !number.group(2).isEmpty(),
        Double.parseDouble(number.group(3)) * factor,
        unit != null);
  }

  private Condition value() {
    return at < text.length() && text.charAt(at) == '"'
        ? Condition.Like.of(quoted(), false)
        : Condition.Like.of(word(), true);
  }

  private String word() {
    return next(WORD, "A value is missing").group();
  }

  private String quoted() {
    int opening = at;
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    at = opening;
    throw problem("A \" is missing");
  }

  private boolean operator(String name) {
    skipBlank();
    Matcher operator = matcher(OPERATOR);
    if (!operator.lookingAt() || !operator.group(1).equals(name)) {
      return false;
    }
    at = operator.end();
    return true;
  }

  private boolean take(char c) {
    skipBlank();
    if (at == text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  private void skipBlank() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
  }

  private Matcher next(Pattern pattern, String otherwise) {
    Matcher matcher = matcher(pattern);
    if (!matcher.lookingAt()) {
      throw problem(otherwise);
    }
    at = matcher.end();
    return matcher;
  }

  private QueryException problem(String what) {
    return new QueryException(text, at, what);
  }
}
