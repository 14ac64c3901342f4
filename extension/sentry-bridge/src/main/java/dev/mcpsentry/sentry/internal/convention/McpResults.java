package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_RESULT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROMPT_RESULT_CONTENT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_TOOL_RESULT_CONTENT;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Says of a recorded result what Sentry's SDKs say beside its content: how many parts it has, and
 * of a single one its type or role. What a cap shortened is not counted.
 */
final class McpResults {

  private static final int MAX_MEMBERS = 64;
  private static final int MAX_WORD_CHARS = 64;

  private final AttributeWriter out;
  private final JsonFields.Visitor part;
  private final JsonFields.Visitor member;
  private final JsonFields.Visitor result;
  private String wanted = "";
  private @Nullable String content;
  private @Nullable String word;
  private boolean whole;

  McpResults(AttributeWriter out) {
    this.out = out;
    this.part = (key, json, from, to) -> part(json, from, to);
    this.member = (key, json, from, to) -> member(key, json, from, to);
    this.result = (key, json, from, to) -> result(key, json, from, to);
  }

  void write(Attributes attributes) {
    String tool = attributes.get(GEN_AI_TOOL_CALL_RESULT);
    if (tool == null) {
      tool = attributes.get(MCP_TOOL_RESULT_CONTENT);
    }
    if (tool != null && out.knows("mcp.tool.result.content_count")) {
      content = null;
      JsonFields.walk(tool, MAX_MEMBERS, result);
      parts(
          attributes,
          content,
          "mcp.tool.result.content_count",
          "type",
          "mcp.tool.result.content_type");
    }
    parts(
        attributes,
        attributes.get(MCP_PROMPT_RESULT_CONTENT),
        "mcp.prompt.result.message_count",
        "role",
        "mcp.prompt.result.message_role");
  }

  private void parts(
      Attributes attributes, @Nullable String json, String countKey, String name, String wordKey) {
    if (json == null) {
      return;
    }
    wanted = name;
    word = null;
    whole = true;
    int count = JsonFields.elements(json, part);
    if (count < 0 || !whole) {
      return;
    }
    if (attributes.get(AttributeKey.longKey(countKey)) == null && out.hasRoom()) {
      out.number(countKey, count);
    }
    if (count == 1
        && word != null
        && attributes.get(AttributeKey.stringKey(wordKey)) == null
        && out.hasRoom()) {
      out.text(wordKey, word, MAX_WORD_CHARS);
    }
  }

  private void result(String key, String json, int from, int to) {
    if (key.equals("content")) {
      content = json.substring(from, to);
    }
  }

  // parts are objects; a text says that the rest was cut off
  private void part(String json, int from, int to) {
    if (json.charAt(from) != '{') {
      whole = false;
    } else if (word == null) {
      JsonFields.walk(json.substring(from, to), MAX_MEMBERS, member);
    }
  }

  private void member(String key, String json, int from, int to) {
    if (key.equals(wanted) && json.charAt(from) == '"') {
      word = json.substring(from + 1, to - 1);
    }
  }
}
