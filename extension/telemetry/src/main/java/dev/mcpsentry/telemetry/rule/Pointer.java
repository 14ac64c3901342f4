package dev.mcpsentry.telemetry.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a message: a JSON pointer, by RFC 6901. Asks maps and lists as they are; nothing is
 * copied or walked.
 */
record Pointer(List<String> steps) {

  private static final int MAX_STEPS = 16;

  Pointer {
    steps = List.copyOf(steps);
  }

  /**
   * @throws IllegalArgumentException when it is none, or has too many steps
   */
  static Pointer of(String text) {
    if (text.isEmpty()) {
      return new Pointer(List.of());
    }
    if (text.charAt(0) != '/') {
      throw new IllegalArgumentException("a pointer begins with a slash");
    }
    List<String> steps = new ArrayList<>();
    for (String step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("a pointer has at most " + MAX_STEPS + " steps");
    }
    return new Pointer(steps);
  }

  /** The value at this place; null where there is none. */
  @Nullable Object in(@Nullable Object tree) {
    Object place = tree;
    for (String step : steps) {
      if (place instanceof Map<?, ?> map) {
        place = map.get(step);
      } else if (place instanceof List<?> list) {
        int index = index(step);
        place = index >= 0 && index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return place;
  }

  private static int index(String step) {
    boolean isIndex =
        !step.isEmpty()
            && step.length() < 10
            && step.chars().allMatch(c -> c >= '0' && c <= '9')
            && (step.length() == 1 || step.charAt(0) != '0');
    return isIndex ? Integer.parseInt(step) : -1;
  }

  /** The name that tells most of what is there; empty of a whole message. */
  String name() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (index(steps.get(i)) < 0) {
        return steps.get(i);
      }
    }
    return "";
  }
}
