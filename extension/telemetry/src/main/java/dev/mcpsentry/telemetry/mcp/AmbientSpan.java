package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.WeakIdentityMap;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a span that somebody else started says of itself. By reflection: beside the application only
 * the OpenTelemetry API is in reach, and the SDK's {@code ReadableSpan} is in the agent's loader.
 */
public final class AmbientSpan {

  // a ClassValue would tie this class to the span's, which outlives the application's
  private static final WeakIdentityMap<Class<?>, Reader> READERS = new WeakIdentityMap<>();

  private final Span span;
  private final Reader reader;

  public AmbientSpan(Span span) {
    this.span = span;
    this.reader = READERS.computeIfAbsent(span.getClass(), Reader::of);
  }

  Span span() {
    return span;
  }

  /** Whether there is a span of this process to read. */
  boolean isReadable() {
    return reader.attribute() != null;
  }

  boolean isOfKind(SpanKind kind) {
    return reader.kind() != null && invoke(reader.kind()) == kind;
  }

  /** The value of an attribute; null when the span has none or cannot be read. */
  public @Nullable String get(AttributeKey<String> key) {
    return reader.attribute() != null && invoke(reader.attribute(), key) instanceof String text
        ? text
        : null;
  }

  /** The values of a list attribute; empty when the span has none or cannot be read. */
  List<String> list(AttributeKey<List<String>> key) {
    return reader.attribute() != null && invoke(reader.attribute(), key) instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  private @Nullable Object invoke(Method method, Object... arguments) {
    try {
      return method.invoke(span, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      return null;
    }
  }

  /** The two methods of {@code ReadableSpan}; null for spans that cannot be read. */
  private record Reader(@Nullable Method attribute, @Nullable Method kind) {

    static Reader of(Class<?> type) {
      Class<?> readable = readable(type);
      if (readable == null) {
        return new Reader(null, null);
      }
      try {
        return new Reader(
            readable.getMethod("getAttribute", AttributeKey.class), readable.getMethod("getKind"));
      } catch (ReflectiveOperationException e) {
        return new Reader(null, null);
      }
    }

    private static @Nullable Class<?> readable(@Nullable Class<?> type) {
      if (type == null) {
        return null;
      }
      for (Class<?> candidate : type.getInterfaces()) {
        if (candidate.getSimpleName().equals("ReadableSpan")) {
          return candidate;
        }
        Class<?> inherited = readable(candidate);
        if (inherited != null) {
          return inherited;
        }
      }
      return readable(type.getSuperclass());
    }
  }
}
