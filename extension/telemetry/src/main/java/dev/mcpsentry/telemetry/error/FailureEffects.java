package dev.mcpsentry.telemetry.error;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The taxonomy as the user wants it: for each kind of failure its row, or what is said instead.
 *
 * @param changed what is said of single kinds
 */
public record FailureEffects(Map<FailureKind, FailureEffect> changed) {

  /** As the rows say. */
  public static final FailureEffects DEFAULT = new FailureEffects(Map.of());

  private static final Set<String> LEVELS = Set.of("fatal", "error", "warning", "info", "debug");

  public FailureEffects {
    changed = Map.copyOf(changed);
  }

  /** What a kind of failure does. */
  public FailureEffect of(FailureKind kind) {
    FailureEffect said = changed.get(kind);
    return said == null ? FailureEffect.of(kind) : said;
  }

  /**
   * Reads entries such as {@code timeout:level=info}.
   *
   * @param wrong hears of those that are left out
   */
  public static FailureEffects parse(List<String> entries, Consumer<String> wrong) {
    Map<FailureKind, FailureEffect> changed = new EnumMap<>(FailureKind.class);
    for (String entry : entries) {
      String text = entry.toLowerCase(Locale.ROOT);
      int colon = text.indexOf(':');
      int equals = text.indexOf('=', colon + 1);
      FailureKind kind =
          colon < 0 ? null : FailureKind.ofAttributeValue(text.substring(0, colon).trim());
      FailureEffect effect =
          kind == null || equals < 0
              ? null
              : with(
                  changed.getOrDefault(kind, FailureEffect.of(kind)),
                  text.substring(colon + 1, equals).trim(),
                  text.substring(equals + 1).trim());
      if (kind == null || effect == null) {
        wrong.accept(entry);
      } else {
        changed.put(kind, effect);
      }
    }
    return new FailureEffects(changed);
  }

  private static @Nullable FailureEffect with(FailureEffect effect, String word, String value) {
    if (word.equals("level")) {
      return LEVELS.contains(value)
          ? new FailureEffect(effect.captured(), value, effect.handled())
          : null;
    }
    if (!value.equals("true") && !value.equals("false")) {
      return null;
    }
    boolean flag = value.equals("true");
    return switch (word) {
      case "handled" -> new FailureEffect(effect.captured(), effect.level(), flag);
      case "issue" -> new FailureEffect(flag, effect.level(), effect.handled());
      default -> null;
    };
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    List<String> entries = new ArrayList<>();
    for (FailureKind kind : FailureKind.values()) {
      FailureEffect effect = changed.get(kind);
      if (effect != null) {
        String name = kind.attributeValue();
        entries.add(name + ":issue=" + effect.captured());
        entries.add(name + ":level=" + effect.level());
        entries.add(name + ":handled=" + effect.handled());
      }
    }
    return String.join(",", entries);
  }
}
