package dev.mcpsentry.smoke.query;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A search: {@code key:value}, {@code "text"}, {@code [a,b]}, {@code *}, {@code >} and {@code <}
 * with {@code ms}, {@code s} or {@code m}, {@code has:}, {@code !}, {@code AND}, {@code OR},
 * parentheses and {@code <blank>}. Immutable.
 */
public final class Query {

  private final String text;
  private final Term term;

  Query(String text, Term term) {
    this.text = text;
    this.term = term;
  }

  /**
   * Reads a query; an empty one matches everything.
   *
   * @throws QueryException when it is none, with the place
   */
  public static Query parse(String text) {
    return new Query(text, new QueryParser(text).parse());
  }

  /**
   * Whether an item is found.
   *
   * @throws IllegalStateException while there are blanks
   */
  public boolean matches(Item item) {
    return term.matches(item);
  }

  /** The keys it asks for, in order. */
  public Set<String> keys() {
    return term.filters()
        .map(Term.Filter::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The keys whose value is a blank, by the name of the blank. */
  public Map<String, String> blanks() {
    Map<String, String> blanks = new LinkedHashMap<>();
    term.filters()
        .forEach(
            filter -> {
              if (filter.condition() instanceof Condition.Blank blank) {
                blanks.putIfAbsent(blank.name(), filter.key());
              }
            });
    return blanks;
  }

  /** The same with its blanks filled in, as far as there is a value. */
  public Query filled(Map<String, String> values) {
    return new Query(
        text,
        term.with(
            condition ->
                condition instanceof Condition.Blank blank && values.containsKey(blank.name())
                    ? Condition.Like.of(values.getOrDefault(blank.name(), ""), false)
                    : condition));
  }

  /**
   * The same for a world that is so many times as fast: what took longer than ten seconds took
   * longer than one. For a run that has no time to wait.
   */
  public Query inAWorldFasterBy(double factor) {
    return new Query(
        text,
        term.with(
            condition ->
                condition instanceof Condition.Compare compare && compare.duration()
                    ? new Condition.Compare(
                        compare.more(), compare.orEqual(), compare.number() / factor, true)
                    : condition));
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
