package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;

/** Tools of the conformance suite that ask the user. */
final class ElicitationTools {

  private ElicitationTools() {}

  static void addTo(McpServer.SyncSpecification<?> server) {
    Tools.add(
        server,
        "test_elicitation",
        "{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}},"
            + "\"required\":[\"message\"]}",
        (exchange, request) ->
            Tools.text(
                "User response: "
                    + elicit(
                        exchange,
                        String.valueOf(request.arguments().get("message")),
                        Map.of(
                            "username", Map.of("type", "string", "description", "User's response"),
                            "email",
                                Map.of("type", "string", "description", "User's email address")),
                        List.of("username", "email"))));
    Tools.add(
        server,
        "test_elicitation_sep1034_defaults",
        (exchange, request) ->
            Tools.text("Elicitation completed: " + elicit(exchange, "Defaults?", defaults())));
    Tools.add(
        server,
        "test_elicitation_sep1330_enums",
        (exchange, request) ->
            Tools.text("Elicitation completed: " + elicit(exchange, "Which?", enums())));
  }

  /** Asks for some properties, none of them required; says what the user did. */
  static String elicit(
      McpSyncServerExchange exchange, String message, Map<String, Object> properties) {
    return elicit(exchange, message, properties, List.of());
  }

  private static String elicit(
      McpSyncServerExchange exchange,
      String message,
      Map<String, Object> properties,
      List<String> required) {
    McpSchema.ElicitResult result =
        exchange.createElicitation(
            new McpSchema.ElicitRequest(
                message, Map.of("type", "object", "properties", properties, "required", required)));
    return "action=" + result.action() + ", content=" + result.content();
  }

  private static Map<String, Object> defaults() {
    return Map.of(
        "name", Map.of("type", "string", "default", "John Doe"),
        "age", Map.of("type", "integer", "default", 30),
        "score", Map.of("type", "number", "default", 95.5),
        "status",
            Map.of(
                "type",
                "string",
                "enum",
                List.of("active", "inactive", "pending"),
                "default",
                "active"),
        "verified", Map.of("type", "boolean", "default", true));
  }

  private static Map<String, Object> enums() {
    List<String> plain = List.of("option1", "option2", "option3");
    List<Map<String, String>> titled =
        List.of(
            Map.of("const", "value1", "title", "First"),
            Map.of("const", "value2", "title", "Second"),
            Map.of("const", "value3", "title", "Third"));
    return Map.of(
        "untitledSingle", Map.of("type", "string", "enum", plain),
        "titledSingle", Map.of("type", "string", "oneOf", titled),
        "legacyEnum",
            Map.of(
                "type",
                "string",
                "enum",
                List.of("opt1", "opt2", "opt3"),
                "enumNames",
                List.of("Option One", "Option Two", "Option Three")),
        "untitledMulti", Map.of("type", "array", "items", Map.of("type", "string", "enum", plain)),
        "titledMulti", Map.of("type", "array", "items", Map.of("anyOf", titled)));
  }
}
