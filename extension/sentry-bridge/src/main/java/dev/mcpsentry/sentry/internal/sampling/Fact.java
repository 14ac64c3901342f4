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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule may ask of what a segment begins with, by the word it has in a rules file. */
enum Fact {
  /** The MCP method. */
  METHOD(span -> attribute(span, MCP_METHOD_NAME)),
  /** The tool that is called. */
  TOOL(span -> attribute(span, GEN_AI_TOOL_NAME)),
  /** The prompt that is asked for. */
  PROMPT(span -> attribute(span, GEN_AI_PROMPT_NAME)),
  /** The scheme of the resource's URI, without its colon. */
  SCHEME(Fact::scheme),
  /** The route of an HTTP request. */
  ROUTE(span -> attribute(span, Keys.HTTP_ROUTE)),
  /** The path of an HTTP request; what is asked as {@link #ROUTE} is asked of it too. */
  PATH(span -> attribute(span, Keys.URL_PATH)),
  /** The operation, as Sentry knows it. */
  OP(TypedSpan::op),
  /** The name in Sentry. */
  TRANSACTION(TypedSpan::name),
  /** The family of the MCP client. */
  CLIENT(span -> attribute(span, APP_CLIENT_FAMILY));

  /** The words that a rules file knows. */
  static final String WORDS =
      Arrays.stream(values())
          .filter(fact -> fact != PATH)
          .map(Fact::word)
          .collect(Collectors.joining(", "));

  private final Function<TypedSpan, @Nullable String> text;

  Fact(Function<TypedSpan, @Nullable String> text) {
    this.text = text;
  }

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
    return text.apply(span);
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
