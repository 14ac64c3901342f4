package dev.mcpsentry.smoke.query;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A part of a query. */
sealed interface Term {

  boolean matches(Item item);

  /** The parts that ask for a key. */
  Stream<Filter> filters();

  /** The same with other conditions. */
  Term with(UnaryOperator<Condition> change);

  /** All of them; none is true. */
  record And(List<Term> terms) implements Term {

    @Override
    public boolean matches(Item item) {
      return terms.stream().allMatch(term -> term.matches(item));
    }

    @Override
    public Stream<Filter> filters() {
      return terms.stream().flatMap(Term::filters);
    }

    @Override
    public Term with(UnaryOperator<Condition> change) {
      return new And(terms.stream().map(term -> term.with(change)).toList());
    }
  }

  /** One of them. */
  record Or(List<Term> terms) implements Term {

    @Override
    public boolean matches(Item item) {
      return terms.stream().anyMatch(term -> term.matches(item));
    }

    @Override
    public Stream<Filter> filters() {
      return terms.stream().flatMap(Term::filters);
    }

    @Override
    public Term with(UnaryOperator<Condition> change) {
      return new Or(terms.stream().map(term -> term.with(change)).toList());
    }
  }

  /** The opposite; an item without the key matches too. */
  record Not(Term term) implements Term {

    @Override
    public boolean matches(Item item) {
      return !term.matches(item);
    }

    @Override
    public Stream<Filter> filters() {
      return term.filters();
    }

    @Override
    public Term with(UnaryOperator<Condition> change) {
      return new Not(term.with(change));
    }
  }

  /** Words in the text, in any case. */
  record Words(String words) implements Term {

    @Override
    public boolean matches(Item item) {
      return item.text().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    @Override
    public Stream<Filter> filters() {
      return Stream.empty();
    }

    @Override
    public Term with(UnaryOperator<Condition> change) {
      return this;
    }
  }

  /** Something of one key. */
  record Filter(String key, Condition condition) implements Term {

    @Override
    public boolean matches(Item item) {
      return condition.holds(item, key);
    }

    @Override
    public Stream<Filter> filters() {
      return Stream.of(this);
    }

    @Override
    public Term with(UnaryOperator<Condition> change) {
      return new Filter(key, change.apply(condition));
    }
  }
}
