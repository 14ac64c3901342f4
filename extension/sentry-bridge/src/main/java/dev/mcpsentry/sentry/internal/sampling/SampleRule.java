package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many segments of a kind Sentry gets, where the head of their trace left it open. Immutable.
 */
public final class SampleRule {

  // side by side, as they are asked for every segment
  private final Fact[] facts;
  private final Glob[][] globs;
  private final Share share;

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
  record Condition(Fact fact, List<Glob> globs) {}

  /**
   * @param conditions all of which must hold; none for a rule about everything
   * @param share what becomes of them
   */
  SampleRule(List<Condition> conditions, Share share) {
    this.facts = conditions.stream().map(Condition::fact).toArray(Fact[]::new);
    this.globs =
        conditions.stream()
            .map(condition -> condition.globs().toArray(Glob[]::new))
            .toArray(Glob[][]::new);
    this.share = share;
  }

  /** A share, 0.0 to 1.0, of what has a fact. */
  static SampleRule of(Fact fact, List<String> globs, double rate) {
    return new SampleRule(
        List.of(new Condition(fact, globs.stream().map(Glob::new).toList())), new Share.Rate(rate));
  }

  /** What it asks for; of a route the path too. */
  void asks(Set<Fact> asked) {
    for (Fact fact : facts) {
      asked.add(fact);
      if (fact == Fact.ROUTE) {
        asked.add(Fact.PATH);
      }
    }
  }

  Share share() {
    return share;
  }

  boolean matches(Facts root) {
    for (int i = 0; i < facts.length; i++) {
      Fact fact = facts[i];
      if (!matches(globs[i], root.get(fact))
          && (fact != Fact.ROUTE || !matches(globs[i], root.get(Fact.PATH)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Glob[] globs, @Nullable String text) {
    if (text != null) {
      for (Glob glob : globs) {
        if (glob.matches(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return Arrays.toString(facts) + Arrays.deepToString(globs) + share;
  }
}
