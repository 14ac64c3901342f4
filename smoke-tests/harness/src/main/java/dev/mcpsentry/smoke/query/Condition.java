package dev.mcpsentry.smoke.query;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is asked of one value. */
sealed interface Condition {

  boolean holds(Item item, String key);

  /**
   * Equal, but for stars.
   *
   * @param text as it stands in the query
   */
  record Like(String text, Pattern pattern) implements Condition {

    static Like of(String text, boolean stars) {
      String regex =
          stars
              ? Arrays.stream(text.split("\\*", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*"))
              : Pattern.quote(text);
      return new Like(text, Pattern.compile(regex, Pattern.DOTALL));
    }

    @Override
    public boolean holds(Item item, String key) {
      String value = item.text(key);
      return value != null && pattern.matcher(value).matches();
    }
  }

  /** Anything. */
  record Present() implements Condition {

    @Override
    public boolean holds(Item item, String key) {
      return item.has(key);
    }
  }

  /** One of several. */
  record AnyOf(List<Condition> some) implements Condition {

    @Override
    public boolean holds(Item item, String key) {
      return some.stream().anyMatch(one -> one.holds(item, key));
    }
  }

  /**
   * More or less than a number.
   *
   * @param number in milliseconds when it is a duration
   * @param duration whether it was written with a unit of time
   */
  record Compare(boolean more, boolean orEqual, double number, boolean duration)
      implements Condition {

    @Override
    public boolean holds(Item item, String key) {
      Double value = item.number(key);
      if (value == null) {
        return false;
      }
      int order = Double.compare(value, number);
      return order == 0 ? orEqual : order > 0 == more;
    }
  }

  /** What whoever reads the page fills in. */
  record Blank(String name) implements Condition {

    @Override
    public boolean holds(Item item, String key) {
      throw new IllegalStateException("Nobody filled in <" + name + ">");
    }
  }
}
