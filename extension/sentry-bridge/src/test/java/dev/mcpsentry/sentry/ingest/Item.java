package dev.mcpsentry.sentry.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/** One item of a received envelope. */
public record Item(JsonNode envelope, JsonNode header, JsonNode payload) {

  public String type() {
    return header.path("type").asText();
  }
}
