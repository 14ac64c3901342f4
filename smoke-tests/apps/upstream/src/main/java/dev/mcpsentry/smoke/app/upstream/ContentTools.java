package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;

/** Tools of the conformance suite that answer one kind of content each. */
final class ContentTools {

  private static final String SCHEMA_2020_12 =
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
          + "\"$defs\":{\"address\":{\"type\":\"object\",\"properties\":{"
          + "\"street\":{\"type\":\"string\"},\"city\":{\"type\":\"string\"}}}},"
          + "\"properties\":{\"name\":{\"type\":\"string\"},"
          + "\"address\":{\"$ref\":\"#/$defs/address\"}},\"additionalProperties\":false}";

  private ContentTools() {}

  static void addTo(McpServer.SyncSpecification<?> server) {
    Tools.add(
        server,
        "test_simple_text",
        (exchange, request) -> Tools.text("This is a simple text response for testing."));
    Tools.add(server, "test_image_content", (exchange, request) -> Tools.content(Samples.image()));
    Tools.add(
        server,
        "test_audio_content",
        (exchange, request) ->
            Tools.content(new McpSchema.AudioContent(null, Samples.WAV, "audio/wav")));
    Tools.add(
        server,
        "test_embedded_resource",
        (exchange, request) ->
            Tools.content(
                Samples.embedded(
                    "test://embedded-resource",
                    "text/plain",
                    "This is an embedded resource content.")));
    Tools.add(
        server,
        "test_multiple_content_types",
        (exchange, request) ->
            Tools.content(
                new McpSchema.TextContent("Multiple content types test:"),
                Samples.image(),
                Samples.embedded(
                    "test://mixed-content-resource",
                    "application/json",
                    "{\"test\":\"data\",\"value\":123}")));
    Tools.add(
        server,
        "test_error_handling",
        (exchange, request) -> {
          throw new IllegalStateException("This tool intentionally returns an error for testing");
        });
    Tools.add(
        server,
        "json_schema_2020_12_tool",
        SCHEMA_2020_12,
        (exchange, request) -> Tools.text("Valid"));
  }
}
