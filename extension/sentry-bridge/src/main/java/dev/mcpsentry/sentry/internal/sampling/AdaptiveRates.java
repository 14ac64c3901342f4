package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.sampling.NameActivity.Pace;
import dev.mcpsentry.sentry.internal.sampling.NameActivity.Pace.Whole;
import dev.mcpsentry.sentry.internal.sampling.SegmentRoot.Outcome;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Rates that follow what happens, for each name of a segment: what fails is kept whole, and what is
 * frequent and does not fail is thinned. Names that find no room share one. Belongs to one thread;
 * knows time only from its callers.
 */
public final class AdaptiveRates {

  static final int MAX_NAMES = 500;
  static final int LINES_A_MINUTE = 10;

  private static final String OTHERS = "whatever else there is";
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_NAME_CHARS = 200;

  private final UnaryOperator<String> redaction;
  private final Consumer<String> log;
  private final Map<String, NameActivity> names = new HashMap<>();
  private final long sinceNanos;
  private long minute;
  private int lines;
  private int untold;

  /**
   * @param redaction what a name may be told as
   * @param log hears of each name whose rate changes, a line at a time
   * @param now the time when it begins
   */
  public AdaptiveRates(UnaryOperator<String> redaction, Consumer<String> log, long now) {
    this.redaction = redaction;
    this.log = log;
    this.sinceNanos = now;
  }

  /**
   * Notes a segment, if it has ended, and answers with its rate.
   *
   * @param otherwise the rate it would have
   */
  double rate(String name, double otherwise, Outcome outcome, long now) {
    turn((now - sinceNanos) / MINUTE_NANOS);
    NameActivity activity = activity(name);
    if (outcome != Outcome.OPEN) {
      activity.ended(outcome == Outcome.FAILED);
      // healing and thinning wait for the minute to end
      if (outcome == Outcome.FAILED && activity.fails() && !(activity.pace() instanceof Whole)) {
        change(name, activity, new Whole());
      }
    }
    return activity.pace().rate(otherwise);
  }

  private NameActivity activity(String name) {
    NameActivity known = names.get(name);
    if (known == null) {
      String key = names.size() < MAX_NAMES ? name : OTHERS;
      known = names.computeIfAbsent(key, unknown -> new NameActivity(minute));
    }
    return known;
  }

  private void turn(long current) {
    if (current <= minute) {
      return;
    }
    minute = current;
    if (untold > 0) {
      log.accept("adaptive sampling: " + untold + " more changes in the last minute");
    }
    lines = 0;
    untold = 0;
    Iterator<Map.Entry<String, NameActivity>> each = names.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, NameActivity> next = each.next();
      NameActivity activity = next.getValue();
      activity.turn(minute);
      Pace due = activity.due();
      if (!due.equals(activity.pace())) {
        change(next.getKey(), activity, due);
      }
      if (activity.total() == 0) {
        each.remove();
      }
    }
  }

  private void change(String name, NameActivity activity, Pace pace) {
    String numbers =
        "%d of %d failed in %d minutes"
            .formatted(activity.failed(), activity.total(), NameActivity.MINUTES);
    activity.change(pace);
    if (lines < LINES_A_MINUTE) {
      lines++;
      log.accept("adaptive sampling: " + pace.told(redaction.apply(shortened(name)), numbers));
    } else {
      untold++;
    }
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS);
  }
}
