package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.Glob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is made of a value: none of them loops over anything, or knows patterns but stars. */
sealed interface Guard {

  /** The type of what a guard makes. */
  enum Type {
    TEXT,
    NUMBER,
    FLAG
  }

  /** What becomes of the value; null when it must not be told. */
  @Nullable Object apply(Object value);

  default Type type() {
    return Type.TEXT;
  }

  /** Whether what it makes is one of few values, whatever it is given. */
  default boolean bounds() {
    return true;
  }

  /** One of these; whatever else is {@code other}. */
  record In(Set<String> values) implements Guard {
    static final String OTHER = "other";

    @Override
    public @Nullable Object apply(Object value) {
      String text = Values.text(value);
      return text == null ? null : values.contains(text) ? text : OTHER;
    }
  }

  /** What these become; nothing else is told. */
  record Mapped(Map<String, String> values) implements Guard {
    @Override
    public @Nullable Object apply(Object value) {
      String text = Values.text(value);
      return text == null ? null : values.get(text);
    }
  }

  /** What the first of these patterns becomes that the value is like; nothing else is told. */
  record Globs(List<Map.Entry<Glob, String>> patterns) implements Guard {
    @Override
    public @Nullable Object apply(Object value) {
      String text = Values.text(value);
      if (text != null) {
        for (Map.Entry<Glob, String> pattern : patterns) {
          if (pattern.getKey().matches(text)) {
            return pattern.getValue();
          }
        }
      }
      return null;
    }
  }

  /** Those without anything to say beside their names. */
  enum Plain implements Guard {
    COUNT {
      @Override
      public @Nullable Object apply(Object value) {
        return Count.of(value);
      }

      @Override
      public Type type() {
        return Type.NUMBER;
      }
    },
    BOOL {
      @Override
      public @Nullable Object apply(Object value) {
        String text = Values.text(value);
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
          case "true", "1", "yes", "on" -> Boolean.TRUE;
          case "false", "0", "no", "off" -> Boolean.FALSE;
          default -> null;
        };
      }

      @Override
      public Type type() {
        return Type.FLAG;
      }
    },
    LOWER {
      @Override
      public @Nullable Object apply(Object value) {
        String text = Values.text(value);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
      }

      @Override
      public boolean bounds() {
        return false;
      }
    },
    HOST {
      @Override
      public @Nullable Object apply(Object value) {
        String text = Values.text(value);
        return text == null ? null : Hosts.of(text);
      }

      @Override
      public boolean bounds() {
        return false;
      }
    }
  }

  /**
   * The guard that is written so.
   *
   * @param parameters what stands between its parentheses; of {@code map} and {@code glob} pairs
   * @throws IllegalArgumentException when there is none
   */
  static Guard of(String name, List<Parameter> parameters) {
    return switch (name) {
      case "in" -> new In(Set.copyOf(parameters.stream().map(Parameter::alone).toList()));
      case "map" -> {
        Map<String, String> values = new LinkedHashMap<>();
        given(parameters).forEach(pair -> values.putIfAbsent(pair.left(), pair.becomes()));
        yield new Mapped(values);
      }
      case "glob" ->
          new Globs(
              given(parameters).stream()
                  .map(pair -> Map.entry(new Glob(pair.left(), false), pair.becomes()))
                  .toList());
      case "count" -> plain(Plain.COUNT, parameters);
      case "bool" -> plain(Plain.BOOL, parameters);
      case "lower" -> plain(Plain.LOWER, parameters);
      case "host" -> plain(Plain.HOST, parameters);
      default -> throw new IllegalArgumentException("there is no guard " + name);
    };
  }

  private static List<Parameter> given(List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("nothing is given to choose from");
    }
    return parameters;
  }

  private static Guard plain(Plain guard, List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException("this guard takes nothing");
    }
    return guard;
  }

  /**
   * One of what is given to a guard.
   *
   * @param right what {@code left} becomes; null where nothing is said
   */
  record Parameter(String left, @Nullable String right) {

    String alone() {
      if (right != null) {
        throw new IllegalArgumentException("values of in() become nothing else");
      }
      return left;
    }

    String becomes() {
      if (right == null) {
        throw new IllegalArgumentException("it is not said what " + left + " becomes");
      }
      return right;
    }
  }
}
