package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One envelope as it was sent.
 *
 * @param header the envelope header
 * @param items its items, in order
 */
record Envelope(ObjectNode header, List<EnvelopeItem> items) {

  /** The dynamic sampling context, null without one. */
  @Nullable ObjectNode samplingContext() {
    return header.get("trace") instanceof ObjectNode trace ? trace : null;
  }
}
