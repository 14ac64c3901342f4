package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.spec.McpSchema;

/** The smallest media there are. */
final class Samples {

  /** A PNG of one pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

  /** A WAV without a sample. */
  static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

  private Samples() {}

  static McpSchema.ImageContent image() {
    return new McpSchema.ImageContent(null, PNG, "image/png");
  }

  static McpSchema.EmbeddedResource embedded(String uri, String mimeType, String text) {
    return new McpSchema.EmbeddedResource(
        null, new McpSchema.TextResourceContents(uri, mimeType, text));
  }
}
