package dev.mcpsentry.telemetry.mcp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span somebody else made for the same operation: it takes our attributes and events. Its
 * status, its exceptions and its end stay with whoever made it.
 */
record BorrowedSpan(Span owner) implements Span {

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    owner.setAttribute(key, value);
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes) {
    owner.addEvent(name, attributes);
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    owner.addEvent(name, attributes, timestamp, unit);
    return this;
  }

  @Override
  public Span setStatus(StatusCode code, String description) {
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes attributes) {
    return this;
  }

  @Override
  public Span updateName(String name) {
    return this;
  }

  @Override
  public void end() {}

  @Override
  public void end(long timestamp, TimeUnit unit) {}

  @Override
  public Context storeInContext(Context context) {
    return owner.storeInContext(context);
  }

  @Override
  public SpanContext getSpanContext() {
    return owner.getSpanContext();
  }

  @Override
  public boolean isRecording() {
    return owner.isRecording();
  }
}
