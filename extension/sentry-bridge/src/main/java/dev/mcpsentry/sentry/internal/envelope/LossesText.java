package dev.mcpsentry.sentry.internal.envelope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Losses as a text, and back: {@code span=12,log_item=1}, and with reasons what a client report
 * told: {@code network_error:span=12}.
 */
public final class LossesText {

  private static final DiscardReason[] REASONS = DiscardReason.values();
  private static final DataCategory[] CATEGORIES = DataCategory.values();

  private LossesText() {}

  /** The sums, by name. */
  public static String of(Losses losses) {
    Map<String, Long> sums = new LinkedHashMap<>();
    add(losses, sums);
    return sums.entrySet().stream()
        .map(sum -> sum.getKey() + "=" + sum.getValue())
        .collect(Collectors.joining(","));
  }

  private static void add(Losses losses, Map<String, Long> sums) {
    if (losses instanceof Losses.Quantities some) {
      add(some.category().wireName(), some.quantity(), sums);
      if (some.second() != null) {
        add(some.second().wireName(), some.ofSecond(), sums);
      }
    } else if (losses instanceof Losses.Several several) {
      several.each().forEach(each -> add(each, sums));
    } else if (losses instanceof Losses.Reported reported) {
      for (DiscardReason reason : REASONS) {
        for (DataCategory category : CATEGORIES) {
          long count = reported.counts()[ClientReports.index(reason, category)];
          add(reason.wireName() + ":" + category.wireName(), count, sums);
        }
      }
    }
  }

  private static void add(String name, long quantity, Map<String, Long> sums) {
    if (quantity != 0) {
      sums.merge(name, quantity, Long::sum);
    }
  }

  /** Reads such a text; leaves out what it does not know. */
  public static Losses parse(String text) {
    List<Losses> each = new ArrayList<>();
    long[] reported = new long[REASONS.length * CATEGORIES.length];
    boolean report = false;
    for (String sum : text.split(",", -1)) {
      int equals = sum.indexOf('=');
      int colon = sum.indexOf(':');
      long quantity = quantity(sum.substring(equals + 1));
      DataCategory category = category(sum.substring(colon + 1, Math.max(colon + 1, equals)));
      if (category == null || quantity <= 0) {
        continue;
      }
      if (colon < 0) {
        each.add(Losses.of(category, quantity));
        continue;
      }
      DiscardReason reason = reason(sum.substring(0, colon));
      if (reason != null) {
        reported[ClientReports.index(reason, category)] += quantity;
        report = true;
      }
    }
    if (report) {
      return new Losses.Reported(reported);
    }
    return each.size() == 1 ? each.get(0) : new Losses.Several(List.copyOf(each));
  }

  private static long quantity(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static @Nullable DataCategory category(String name) {
    for (DataCategory category : CATEGORIES) {
      if (category.wireName().equals(name)) {
        return category;
      }
    }
    return null;
  }

  private static @Nullable DiscardReason reason(String name) {
    for (DiscardReason reason : REASONS) {
      if (reason.wireName().equals(name)) {
        return reason;
      }
    }
    return null;
  }
}
