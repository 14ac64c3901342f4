package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One item as it was sent.
 *
 * @param header the item header
 * @param payload the bytes behind it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EnvelopeItem(ObjectNode header, byte[] payload) {

  String type() {
    return header.path("type").asText();
  }

  /** How many it contains, else one. */
  long count() {
    return header.path("item_count").asLong(1);
  }

  ObjectNode json() {
    return Json.object(payload, type() + " payload");
  }

  void requireAtMost(int bytes) {
    if (payload.length > bytes) {
      throw Rejection.tooLarge(type() + " has " + payload.length + " bytes, limit " + bytes);
    }
  }

  /** The items of a container, checked against the header. */
  JsonNode container(String contentType) {
    if (!header.path("content_type").asText().equals(contentType)) {
      throw Rejection.malformed(type() + " needs content_type " + contentType);
    }
    JsonNode items = json().path("items");
    if (!items.isArray() || items.isEmpty()) {
      throw Rejection.malformed(type() + " container has no items");
    }
    if (!header.path("item_count").isInt() || header.path("item_count").asInt() != items.size()) {
      throw Rejection.malformed(
          type() + " item_count " + header.get("item_count") + " but " + items.size() + " items");
    }
    return items;
  }
}
