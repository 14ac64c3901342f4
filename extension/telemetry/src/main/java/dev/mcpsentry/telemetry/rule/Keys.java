package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.rule.Guard.Type;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which attributes rules may make. */
final class Keys {

  private static final int MAX_CHARS = 64;
  private static final String APP = "app.";
  private static final String COUNT = McpAttributes.GEN_AI_TOOL_CALL_RESULT_COUNT.getKey();
  private static final String CANONICAL_TOOL = "mcp.tool.name";

  // Sentry's, of mobile applications
  private static final Set<String> SENTRYS =
      Set.of("app.name", "app.version", "app.build", "app.identifier", "app.start_time");
  private static final Set<String> OURS =
      Set.of("app.transport", "app.client.family", "app.server.version");

  private Keys() {}

  /** What is wrong with a key; null when nothing is. */
  static @Nullable String complaint(String key) {
    if (key.length() > MAX_CHARS) {
      return "an attribute's name has at most " + MAX_CHARS + " characters";
    }
    if (!isName(key)) {
      return "an attribute's name has small letters, digits, dots, hyphens and underscores";
    }
    if (SENTRYS.contains(key) || key.startsWith("app.vitals.")) {
      return key + " is Sentry's own";
    }
    if (OURS.contains(key) || key.startsWith("app.server.mode.")) {
      return key + " is known already";
    }
    return key.startsWith(APP) || key.equals(COUNT) || key.equals(CANONICAL_TOOL)
        ? null
        : "rules make attributes that begin with app., and " + CANONICAL_TOOL + " and " + COUNT;
  }

  /** What is wrong with the type of such an attribute; null when nothing is. */
  static @Nullable String complaint(String key, Type type) {
    if (key.equals(COUNT) && type != Type.NUMBER) {
      return key + " is a number, as count makes one";
    }
    return key.equals(CANONICAL_TOOL) && type != Type.TEXT ? key + " is a text" : null;
  }

  private static boolean isName(String key) {
    boolean afterDot = true;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
      if (!letter && (c != '.' || afterDot)) {
        return false;
      }
      afterDot = !letter;
    }
    return !afterDot;
  }
}
