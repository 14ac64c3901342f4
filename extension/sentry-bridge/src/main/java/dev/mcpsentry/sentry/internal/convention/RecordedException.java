package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.error.StandIn;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the throwable a span recorded. */
public final class RecordedException {

  private static final String INTERFACE = "ExceptionEventData";

  private RecordedException() {}

  /** The throwable recorded last, or null. */
  public static @Nullable Throwable of(SpanData span) {
    List<EventData> events = span.getEvents();
    for (int i = events.size() - 1; i >= 0; i--) {
      Throwable throwable = of(events.get(i));
      if (throwable != null) {
        return throwable;
      }
    }
    return null;
  }

  /** The throwable the event was made from, or null. */
  public static @Nullable Throwable of(EventData event) {
    try {
      return event instanceof ExceptionEventData exception
          ? StandIn.original(exception.getException())
          : null;
    } catch (NoClassDefFoundError olderSdk) {
      return byReflection(event);
    }
  }

  /** Whether the event's attributes exist; before SDK 1.44 asking for them renders the stack. */
  public static boolean isRendered(EventData event) {
    try {
      return event instanceof ExceptionEventData;
    } catch (NoClassDefFoundError olderSdk) {
      return false;
    }
  }

  // in an internal package until SDK 1.44, the agent's 2.10
  public static @Nullable Throwable byReflection(Object event) {
    for (Class<?> type = event.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> parent : type.getInterfaces()) {
        if (parent.getSimpleName().equals(INTERFACE)) {
          try {
            return StandIn.original((Throwable) parent.getMethod("getException").invoke(event));
          } catch (ReflectiveOperationException unknownShape) {
            return null;
          }
        }
      }
    }
    return null;
  }

  /**
   * An event's attributes; none when the exception they are made from fails to tell its message.
   */
  public static Attributes attributes(EventData event) {
    try {
      return event.getAttributes();
    } catch (Throwable problem) {
      return Attributes.empty();
    }
  }

  /** What an exception event says in words, for want of a throwable; null when there is none. */
  public static @Nullable String attribute(SpanData span, AttributeKey<String> key) {
    List<EventData> events = span.getEvents();
    for (int i = events.size() - 1; i >= 0; i--) {
      String value = attributes(events.get(i)).get(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
