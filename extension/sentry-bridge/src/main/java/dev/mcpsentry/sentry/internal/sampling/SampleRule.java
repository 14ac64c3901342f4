package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.Glob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many segments of a kind Sentry gets, where the head of their trace left it open.
 *
 * @param conditions all of which must hold; none for a rule about everything
 * @param share what becomes of them
 */
public record SampleRule(List<Condition> conditions, Share share) {

  public SampleRule {
    conditions = List.copyOf(conditions);
  }

  /** How many are let through. */
  sealed interface Share {

    /**
     * A share of them.
     *
     * @param value 0.0 to 1.0
     */
    record Rate(double value) implements Share {}

    /**
     * So many times what would otherwise apply, at most all.
     *
     * @param factor not negative
     */
    record Multiplier(double factor) implements Share {}
  }

  /**
   * What a rule asks.
   *
   * @param globs one of which must match
   */
  record Condition(Fact fact, List<Glob> globs) {

    Condition {
      globs = List.copyOf(globs);
    }

    boolean holds(Facts facts) {
      return matches(facts.get(fact))
          || fact == Fact.ROUTE && matches(facts.get(Fact.PATH));
    }

    private boolean matches(@Nullable String text) {
      if (text != null) {
        for (int i = 0; i < globs.size(); i++) {
          if (globs.get(i).matches(text)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** A share, 0.0 to 1.0, of what has a fact. */
  static SampleRule of(Fact fact, List<String> globs, double rate) {
    return new SampleRule(
        List.of(new Condition(fact, globs.stream().map(Glob::new).toList())),
        new Share.Rate(rate));
  }

  boolean matches(Facts facts) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(facts)) {
        return false;
      }
    }
    return true;
  }
}
