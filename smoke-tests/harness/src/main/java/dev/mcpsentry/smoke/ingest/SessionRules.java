package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of {@code session} updates, which need memory, and of {@code sessions} aggregates. */
final class SessionRules {

  private static final int MAX_BUCKETS = 100;
  private static final Set<String> STATUSES = Set.of("ok", "exited", "crashed", "abnormal");

  private final Map<String, ObjectNode> lastUpdates = new HashMap<>();

  synchronized void check(EnvelopeItem item) {
    ObjectNode update = item.json();
    String sid = Fields.text(update, "sid");
    Fields.time(update, "started");
    Fields.text(update.path("attrs"), "release");
    Fields.oneOf(update, "status", STATUSES);
    ObjectNode last = lastUpdates.get(sid);
    if (last == null && !update.path("init").asBoolean()) {
      throw Rejection.malformed("first update of session " + sid + " without init");
    }
    if (last != null) {
      checkFollowUp(update, last);
    }
    lastUpdates.put(sid, update);
  }

  private static void checkFollowUp(ObjectNode update, ObjectNode last) {
    if (update.path("init").asBoolean()) {
      throw Rejection.malformed("later update of a session with init");
    }
    if (Fields.time(update, "started") != Fields.time(last, "started")
        || !update.path("did").equals(last.path("did"))) {
      throw Rejection.malformed("started or did of a session changed");
    }
    if (!last.path("status").asText().equals("ok")) {
      throw Rejection.malformed("update of a session that has ended");
    }
  }

  static void checkAggregates(EnvelopeItem item) {
    ObjectNode payload = item.json();
    Fields.text(payload.path("attrs"), "release");
    JsonNode aggregates = payload.path("aggregates");
    if (!aggregates.isArray() || aggregates.isEmpty() || aggregates.size() > MAX_BUCKETS) {
      throw Rejection.malformed("aggregates must be 1 to " + MAX_BUCKETS);
    }
    for (JsonNode bucket : aggregates) {
      double started = Fields.time(bucket, "started");
      if (started % 60 != 0) {
        throw Rejection.malformed("started is not a full minute: " + bucket.get("started"));
      }
      for (String counter : List.of("exited", "errored", "abnormal", "crashed")) {
        if (bucket.has(counter)) {
          Fields.count(bucket, counter);
        }
      }
    }
  }
}
