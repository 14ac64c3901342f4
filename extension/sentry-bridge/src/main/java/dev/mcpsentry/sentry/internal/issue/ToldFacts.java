package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.telemetry.rule.Rules;
import dev.mcpsentry.telemetry.rule.Told;
import io.opentelemetry.api.common.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user's rules made, as an issue shows it.
 *
 * @param tags what has few values, to be searched by
 * @param context what may have any
 */
record ToldFacts(Map<String, String> tags, Map<String, Object> context) {

  static final ToldFacts NONE = new ToldFacts(Map.of(), Map.of());

  /** Which attributes rules make. */
  record Names(Set<String> bounded, Set<String> unbounded) {

    static Names of(Rules rules) {
      return new Names(rules.boundedKeys(), rules.unboundedKeys());
    }

    /** Those that an operation has. */
    ToldFacts in(Attributes attributes) {
      ToldFacts facts = new ToldFacts(new LinkedHashMap<>(), new LinkedHashMap<>());
      attributes.forEach((key, value) -> put(facts, key.getKey(), value));
      return facts;
    }

    ToldFacts of(List<Told> told) {
      if (told.isEmpty()) {
        return NONE;
      }
      ToldFacts facts = new ToldFacts(new LinkedHashMap<>(), new LinkedHashMap<>());
      told.forEach(one -> put(facts, one.key(), one.value()));
      return facts;
    }

    private void put(ToldFacts facts, String key, Object value) {
      if (bounded.contains(key)) {
        facts.tags.put(key, value.toString());
      } else if (unbounded.contains(key)) {
        facts.context.put(key, value);
      }
    }
  }
}
