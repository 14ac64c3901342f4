package dev.mcpsentry.telemetry.options;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a request, by a JSON pointer (RFC 6901).
 *
 * @param source what the pointer begins at
 * @param path the pointer's names, at least one
 */
public record MessagePart(Source source, List<String> path) {

  /** Where a pointer begins. */
  public enum Source {
    /** {@code params._meta}. */
    META,
    /** {@code params.arguments}. */
    ARG
  }

  private static final int MAX_NAMES = 8;

  public MessagePart {
    path = List.copyOf(path);
  }

  static @Nullable MessagePart of(String text) {
    int colon = text.indexOf(':');
    String pointer = text.substring(colon + 1).trim();
    if (colon < 0 || !pointer.startsWith("/") || pointer.length() == 1) {
      return null;
    }
    List<String> path =
        Stream.of(pointer.substring(1).split("/", -1)).map(MessagePart::unescaped).toList();
    return switch (text.substring(0, colon).trim().toLowerCase(Locale.ROOT)) {
      case "meta" -> path.size() > MAX_NAMES ? null : new MessagePart(Source.META, path);
      case "arg" -> path.size() > MAX_NAMES ? null : new MessagePart(Source.ARG, path);
      default -> null;
    };
  }

  private static String unescaped(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }

  /** What a tree of maps and lists has there; null for nothing. */
  public @Nullable Object in(@Nullable Object tree) {
    Object at = tree;
    for (String name : path) {
      at =
          at instanceof Map<?, ?> map
              ? map.get(name)
              : at instanceof List<?> list ? at(list, name) : null;
    }
    return at;
  }

  private static @Nullable Object at(List<?> list, String index) {
    try {
      int at = Integer.parseInt(index);
      return at >= 0 && at < list.size() ? list.get(at) : null;
    } catch (NumberFormatException notAnIndex) {
      return null;
    }
  }

  /** What the value goes by there. */
  public String name() {
    return path.get(path.size() - 1);
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source.name().toLowerCase(Locale.ROOT)).append(':');
    path.forEach(name -> text.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }
}
