package dev.mcpsentry.doctor;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as {@code 5s}, {@code 500ms}, {@code 1m}; a bare number is seconds. */
final class DurationText implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)?");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (form.matches()) {
      long amount = Long.parseLong(form.group(1));
      Duration duration =
          "ms".equals(form.group(2))
              ? Duration.ofMillis(amount)
              : "m".equals(form.group(2)) ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
      if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    }
    throw new TypeConversionException("'" + text + "' is no duration such as 5s, 500ms or 1m");
  }
}
