package dev.mcpsentry.sentry.internal.log;

import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Facts;
import dev.mcpsentry.telemetry.rule.Rules;
import dev.mcpsentry.telemetry.rule.Told;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user's rules make of log records: of their diagnostic context, which alone is known. */
record LoggedRules(Rules rules, Redaction redaction) {

  /** The attributes to add to those that the record has. */
  List<Told> of(Attributes given) {
    return rules.whenLogged(new DiagnosticContext(given), redaction).stream()
        .filter(told -> given.get(AttributeKey.stringKey(told.key())) == null)
        .toList();
  }

  // the agent's instrumentations put it among the attributes
  private record DiagnosticContext(Attributes given) implements Facts {
    @Override
    public @Nullable String diagnostic(String name) {
      return given.get(AttributeKey.stringKey(name));
    }
  }
}
