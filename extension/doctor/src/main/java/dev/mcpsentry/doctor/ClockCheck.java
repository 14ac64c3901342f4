package dev.mcpsentry.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Whether this machine's clock and the server's agree.
 *
 * @param posting whose answer says what time it is there
 */
record ClockCheck(Posting posting) implements Check {

  private static final Duration SOME = Duration.ofMinutes(1);
  private static final Duration MUCH = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> findings() {
    if (!(posting.outcome() instanceof Posting.Outcome.Answered answered)) {
      return List.of();
    }
    String date = answered.answer().headers().get("date");
    if (date == null) {
      return List.of(Finding.ok(name(), "the server does not say what time it is"));
    }
    try {
      Instant theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      // the server looked at its clock about halfway
      long half = (answered.answeredMillis() - answered.sentMillis()) / 2;
      Instant ours = Instant.ofEpochMilli(answered.sentMillis() + half);
      return List.of(judged(Duration.between(theirs, ours)));
    } catch (DateTimeException malformed) {
      return List.of(Finding.ok(name(), "the server does not say clearly what time it is"));
    }
  }

  private Finding judged(Duration ahead) {
    long seconds = ahead.abs().toSeconds();
    String text =
        seconds == 0
            ? "agrees with the server's to the second"
            : "%d s %s the server's".formatted(seconds, ahead.isNegative() ? "behind" : "ahead of");
    if (ahead.abs().compareTo(MUCH) > 0) {
      return Finding.fail(
          name(), text, "Sentry moves or drops what is that far off: set the clock, by NTP");
    }
    return ahead.abs().compareTo(SOME) > 0
        ? Finding.warn(name(), text, "times in Sentry are off by as much: set the clock, by NTP")
        : Finding.ok(name(), text);
  }
}
