package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_VARIABLE_PREFIX;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_RESULT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_RESULT_SIZE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROMPT_RESULT_CONTENT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_TOOL_RESULT_CONTENT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_TOOL_RESULT_CONTENT_COUNT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_TOOL_RESULT_CONTENT_TYPE;

import dev.mcpsentry.telemetry.mcp.McpSpans.Sink;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.CaptureScope;
import dev.mcpsentry.telemetry.privacy.CaptureScope.Members;
import dev.mcpsentry.telemetry.privacy.ContentWriter;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a span says of arguments and results: their content as far as it is asked for, and always
 * how much of it there is.
 */
final class McpContent {

  private static final int MAX_PROMPT_VARIABLES = 32;
  private static final int MAX_TYPE_CHARS = 64;

  private final McpOptions options;
  private final CaptureScope scope;
  private final Redaction redaction;
  private final ContentWriter writer;

  McpContent(McpOptions options, Redaction redaction) {
    this.options = options;
    this.scope = options.captured();
    this.redaction = redaction;
    this.writer = new ContentWriter(redaction);
  }

  /** Says what was asked, where that is to be recorded. */
  void arguments(Sink span, McpRequest request) {
    if (!options.captureArguments()) {
      return;
    }
    boolean isTool = request.method().equals(McpMethods.TOOLS_CALL);
    String name = isTool ? request.toolName() : request.promptName();
    if (!scope.has(name) || !(request.arguments() instanceof Map<?, ?> arguments)) {
      return;
    }
    Members members = scope.membersOf(name);
    if (isTool) {
      span.set(GEN_AI_TOOL_CALL_ARGUMENTS, writer.within(members).json(arguments));
    } else if (request.method().equals(McpMethods.PROMPTS_GET)) {
      variables(span, arguments, members);
    }
  }

  private void variables(Sink span, Map<?, ?> arguments, @Nullable Members members) {
    arguments.entrySet().stream()
        .limit(MAX_PROMPT_VARIABLES)
        .forEach(
            variable -> {
              String name = ContentWriter.key(variable.getKey());
              if (members == null || members.allows(name)) {
                span.set(
                    AttributeKey.stringKey(GEN_AI_PROMPT_VARIABLE_PREFIX + redaction.text(name)),
                    writer.text(name, variable.getValue()));
              }
            });
  }

  /** A header's value as it may leave. */
  String header(String name, String value) {
    return writer.text(name, value);
  }

  /** Says what was answered, or only how much. */
  void result(Span span, McpRequest request, McpOutcome outcome) {
    switch (request.method()) {
      case McpMethods.TOOLS_CALL -> toolResult(span, request.toolName(), outcome);
      case McpMethods.PROMPTS_GET -> promptResult(span, request.promptName(), outcome);
      default -> {
        // nothing anybody asks for
      }
    }
  }

  private void promptResult(Span span, @Nullable String name, McpOutcome outcome) {
    Members members = scope.membersOf(name);
    if (options.captureResults()
        && scope.has(name)
        && (members == null || members.spellsOut("messages"))
        && outcome.content().get() instanceof Map<?, ?> prompt
        && prompt.containsKey("messages")) {
      span.setAttribute(MCP_PROMPT_RESULT_CONTENT, writer.json(prompt.get("messages")));
    }
  }

  private void toolResult(Span span, @Nullable String name, McpOutcome outcome) {
    Object answer = answer(outcome);
    shape(span, answer);
    if (!options.captureResults() || !scope.has(name)) {
      return;
    }
    ContentWriter told = writer.within(scope.membersOf(name));
    if (outcome instanceof McpOutcome.Success) {
      span.setAttribute(GEN_AI_TOOL_CALL_RESULT, told.result(answer));
    } else if (answer != null) {
      // OpenTelemetry's key is for tools that did their work
      Throwable throwable = ((McpOutcome.Failure) outcome).failure().throwable();
      span.setAttribute(MCP_TOOL_RESULT_CONTENT, told.ofFailure(throwable).result(answer));
    }
  }

  // reads what is the application's
  private static @Nullable Object answer(McpOutcome outcome) {
    try {
      return outcome.content().get();
    } catch (RuntimeException unreadable) {
      return null;
    }
  }

  private void shape(Span span, @Nullable Object answer) {
    try {
      ResultShape shape = ResultShape.of(answer);
      if (shape != null) {
        span.setAttribute(GEN_AI_TOOL_CALL_RESULT_SIZE, shape.bytes());
        span.setAttribute(MCP_TOOL_RESULT_CONTENT_COUNT, (long) shape.parts());
        if (shape.type() != null) {
          span.setAttribute(
              MCP_TOOL_RESULT_CONTENT_TYPE, redaction.text(shape.type(), MAX_TYPE_CHARS));
        }
      }
    } catch (RuntimeException unreadable) {
      // lists and maps of an application's own
    }
  }
}
