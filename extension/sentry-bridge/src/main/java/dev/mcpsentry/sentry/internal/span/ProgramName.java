package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_NAME;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * What a program is called that neither OpenTelemetry nor its start gave a name: as it calls itself
 * to its MCP clients, once the first of them has asked. Belongs to one thread.
 */
final class ProgramName {

  private static final int MAX_CHARS = 200;

  private final boolean given;
  private final Redaction redaction;
  private @Nullable String learned;

  /**
   * @param given the name that was given, or null
   */
  ProgramName(@Nullable String given, Redaction redaction) {
    this.given = given != null;
    this.redaction = redaction;
  }

  /** The name after a span, or null when none is known or one was given. */
  @Nullable String after(SpanData span) {
    // a client that is asked by a server knows that server's name, but no client
    if (!given && learned == null && span.getAttributes().get(APP_CLIENT_FAMILY) != null) {
      String named = span.getAttributes().get(MCP_SERVER_NAME);
      learned = named == null ? null : redaction.text(named, MAX_CHARS);
    }
    return learned;
  }
}
