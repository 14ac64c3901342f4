package dev.mcpsentry.sentry.internal.sampling;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule may ask of what a segment begins with, by the word it has in a rules file. */
enum Fact {
  /** The MCP method. */
  METHOD,
  /** The tool that is called. */
  TOOL,
  /** The prompt that is asked for. */
  PROMPT,
  /** The scheme of the resource's URI, without its colon. */
  SCHEME,
  /** The route of an HTTP request. */
  ROUTE,
  /** The path of an HTTP request; what is asked as {@link #ROUTE} is asked of it too. */
  PATH,
  /** The operation, as Sentry knows it. */
  OP,
  /** The name in Sentry. */
  TRANSACTION,
  /** The family of the MCP client. */
  CLIENT;

  /** The words that a rules file knows. */
  static final String WORDS =
      Arrays.stream(values())
          .filter(fact -> fact != PATH)
          .map(Fact::word)
          .collect(Collectors.joining(", "));

  /** The fact of a word; null when there is none. */
  static @Nullable Fact of(String word) {
    for (Fact fact : values()) {
      if (fact != PATH && fact.word().equals(word)) {
        return fact;
      }
    }
    return null;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The fact of a span; null when it has none. */
  @Nullable String of(TypedSpan span) {
    return switch (this) {
      case METHOD -> attribute(span, MCP_METHOD_NAME);
      case TOOL -> attribute(span, GEN_AI_TOOL_NAME);
      case PROMPT -> attribute(span, GEN_AI_PROMPT_NAME);
      case SCHEME -> scheme(span);
      case ROUTE -> attribute(span, Keys.HTTP_ROUTE);
      case PATH -> attribute(span, Keys.URL_PATH);
      case OP -> span.op();
      case TRANSACTION -> span.name();
      case CLIENT -> attribute(span, APP_CLIENT_FAMILY);
    };
  }

  private static @Nullable String attribute(TypedSpan span, AttributeKey<String> key) {
    return span.data().getAttributes().get(key);
  }

  private static @Nullable String scheme(TypedSpan span) {
    String uri = attribute(span, MCP_RESOURCE_URI);
    int colon = uri == null ? -1 : uri.indexOf(':');
    return uri == null || colon < 0 ? null : uri.substring(0, colon);
  }
}
