package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;

/** Resources of the conformance suite. */
final class Resources {

  private static final String TEXT = "test://static-text";
  private static final String BINARY = "test://static-binary";
  private static final String WATCHED = "test://watched-resource";

  private Resources() {}

  static List<SyncResourceSpecification> all() {
    return List.of(
        resource(
            "static-text",
            new McpSchema.TextResourceContents(
                TEXT, "text/plain", "This is the content of the static text resource.")),
        resource(
            "static-binary", new McpSchema.BlobResourceContents(BINARY, "image/png", Samples.PNG)),
        resource(
            "watched-resource",
            new McpSchema.TextResourceContents(WATCHED, "text/plain", "Watched resource")));
  }

  static List<SyncResourceTemplateSpecification> templates() {
    return List.of(
        new SyncResourceTemplateSpecification(
            McpSchema.ResourceTemplate.builder()
                .uriTemplate("test://template/{id}/data")
                .name("template")
                .description("Data of an id")
                .mimeType("application/json")
                .build(),
            (exchange, request) -> data(request.uri())));
  }

  private static McpSchema.ReadResourceResult data(String uri) {
    String id = uri.substring("test://template/".length(), uri.length() - "/data".length());
    return new McpSchema.ReadResourceResult(
        List.of(
            new McpSchema.TextResourceContents(
                uri,
                "application/json",
                "{\"id\":\""
                    + id
                    + "\",\"templateTest\":true,\"data\":\"Data for ID: "
                    + id
                    + "\"}")));
  }

  private static SyncResourceSpecification resource(
      String name, McpSchema.ResourceContents contents) {
    return new SyncResourceSpecification(
        McpSchema.Resource.builder()
            .uri(contents.uri())
            .name(name)
            .description("Resource " + name)
            .mimeType(contents.mimeType())
            .build(),
        (exchange, request) -> new McpSchema.ReadResourceResult(List.of(contents)));
  }
}
