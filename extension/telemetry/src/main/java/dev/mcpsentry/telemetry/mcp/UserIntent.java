package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.options.MessagePart;
import dev.mcpsentry.telemetry.options.MessagePart.Source;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user is up to, in his own words, where a server's owner named a place that says it. */
final class UserIntent {

  private static final int MAX_CHARS = 256;

  private final List<MessagePart> places;
  private final Redaction redaction;

  UserIntent(List<MessagePart> places, Redaction redaction) {
    this.places = places;
    this.redaction = redaction;
  }

  /** The first that a request says, redacted and capped; null for none. */
  @Nullable String of(McpRequest request) {
    for (MessagePart place : places) {
      Object said = place.in(place.source() == Source.META ? request.meta() : request.arguments());
      if (said instanceof CharSequence text && !text.toString().isBlank()) {
        return redaction.isSecret(place.name(), text)
            ? Redaction.MASK
            : redaction.text(text, MAX_CHARS);
      }
    }
    return null;
  }
}
