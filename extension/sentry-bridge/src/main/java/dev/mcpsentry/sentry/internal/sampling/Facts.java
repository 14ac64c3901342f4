package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import org.jspecify.annotations.Nullable;

/** The facts of one span, each found out once, when a rule first asks. Belongs to one thread. */
final class Facts {

  private static final int COUNT = Fact.values().length;

  private final TypedSpan span;
  private final @Nullable String[] texts = new @Nullable String[COUNT];
  private int asked;

  Facts(TypedSpan span) {
    this.span = span;
  }

  /** Null when the span has none. */
  @Nullable String get(Fact fact) {
    int index = fact.ordinal();
    int bit = 1 << index;
    if ((asked & bit) == 0) {
      asked |= bit;
      texts[index] = fact.of(span);
    }
    return texts[index];
  }
}
