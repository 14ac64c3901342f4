package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.SampleRules.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What many rules say of what was seen before, so that the number of rules does not count: most
 * segments of a process are alike. Bounded, and begun anew when full. Belongs to one thread.
 */
final class KnownVerdicts {

  // up to that to ask them all is faster
  private static final int FEW_RULES = 6;
  private static final int MAX_KNOWN = 512;

  private final SampleRules rules;
  private final Fact[] asked;
  private final Map<Key, Verdict> known = new HashMap<>();

  /** What rules ask of something. */
  private static final class Key {

    private final @Nullable String[] texts;
    private final int hash;

    Key(@Nullable String[] texts) {
      this.texts = texts;
      this.hash = Arrays.hashCode(texts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(texts, key.texts);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  KnownVerdicts(SampleRules rules) {
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    rules.rules().forEach(rule -> rule.asks(facts));
    this.rules = rules;
    this.asked = facts.toArray(new Fact[0]);
  }

  /** As {@link SampleRules#rate}. */
  double rate(@Nullable TypedSpan root) {
    if (root == null || rules.rules().size() <= FEW_RULES) {
      return rules.rate(root);
    }
    @Nullable String[] texts = new @Nullable String[asked.length];
    for (int i = 0; i < asked.length; i++) {
      texts[i] = asked[i].of(root);
    }
    Key key = new Key(texts);
    Verdict verdict = known.get(key);
    if (verdict == null) {
      verdict = rules.verdict(new Facts(root));
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      known.put(key, verdict);
    }
    return rules.share(root, verdict);
  }
}
