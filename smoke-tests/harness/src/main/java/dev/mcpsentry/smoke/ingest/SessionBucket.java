package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One minute of release health.
 *
 * @param json the bucket as sent
 * @param release the release of its item
 */
public record SessionBucket(JsonNode json, String release) {

  public int exited() {
    return json.path("exited").asInt();
  }

  public int errored() {
    return json.path("errored").asInt();
  }

  public int abnormal() {
    return json.path("abnormal").asInt();
  }

  public int crashed() {
    return json.path("crashed").asInt();
  }
}
