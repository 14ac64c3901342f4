package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits an envelope into items. Source: Sentry's envelope format, develop docs of 2026. */
final class EnvelopeParser {

  private final byte[] bytes;
  private int position;

  private EnvelopeParser(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Parses a whole envelope; throws a {@link Rejection} that names the broken rule. */
  static Envelope parse(byte[] bytes) {
    EnvelopeParser parser = new EnvelopeParser(bytes);
    ObjectNode header = parser.envelopeHeader();
    List<EnvelopeItem> items = new ArrayList<>();
    while (parser.hasItem()) {
      items.add(parser.item());
    }
    return new Envelope(header, List.copyOf(items));
  }

  private ObjectNode envelopeHeader() {
    ObjectNode header = Json.object(line(), "envelope header");
    if (!header.path("sent_at").isTextual()) {
      throw Rejection.malformed("envelope header has no sent_at");
    }
    try {
      OffsetDateTime.parse(header.path("sent_at").asText());
    } catch (DateTimeException e) {
      throw Rejection.malformed("sent_at is no RFC 3339 time: " + header.get("sent_at"));
    }
    return header;
  }

  private boolean hasItem() {
    while (position < bytes.length && bytes[position] == '\n') {
      position++;
    }
    return position < bytes.length;
  }

  private EnvelopeItem item() {
    ObjectNode header = Json.object(line(), "item header");
    if (!header.path("type").isTextual()) {
      throw Rejection.malformed("item header has no type");
    }
    JsonNode length = header.get("length");
    if (length == null) {
      return new EnvelopeItem(header, line());
    }
    if (!length.isIntegralNumber() || length.asLong() < 0) {
      throw Rejection.malformed("item length is no byte count: " + length);
    }
    return new EnvelopeItem(header, exactly(length.asLong()));
  }

  private byte[] exactly(long length) {
    if (length > bytes.length - position) {
      throw Rejection.malformed(
          "item length " + length + " but only " + (bytes.length - position) + " bytes are left");
    }
    int end = position + (int) length;
    if (end < bytes.length && bytes[end] != '\n') {
      throw Rejection.malformed("item payload of length " + length + " does not end a line");
    }
    byte[] payload = Arrays.copyOfRange(bytes, position, end);
    position = end + 1;
    return payload;
  }

  private byte[] line() {
    int end = position;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    byte[] line = Arrays.copyOfRange(bytes, Math.min(position, bytes.length), end);
    position = end + 1;
    return line;
  }
}
