package dev.mcpsentry.sentry.internal.convention;

import io.opentelemetry.sdk.trace.data.SpanData;

/** Messages to and from queues. */
final class Messaging extends Convention {

  @Override
  boolean matches(SpanData span) {
    return span.getAttributes().get(Keys.MESSAGING_SYSTEM) != null;
  }

  @Override
  String op(SpanData span) {
    return switch (span.getKind()) {
      case PRODUCER -> "queue.publish";
      case CONSUMER ->
          "receive".equals(span.getAttributes().get(Keys.MESSAGING_OPERATION_TYPE))
              ? "queue.receive"
              : "queue.process";
      default -> "queue";
    };
  }

  @Override
  String name(SpanData span) {
    String destination = span.getAttributes().get(Keys.MESSAGING_DESTINATION);
    return destination == null ? span.getName() : destination;
  }

  @Override
  String source(SpanData span) {
    return "task";
  }
}
