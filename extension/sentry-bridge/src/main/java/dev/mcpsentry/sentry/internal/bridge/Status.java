package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.transport.Deliveries;
import dev.mcpsentry.telemetry.Product;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another process is told of this one. No text of the application's or the user's is in it.
 *
 * @param host the version of the agent around this extension; null when it is not known
 * @param hooked libraries that are monitored
 * @param unhooked libraries that are not
 * @param sent envelopes that Sentry took, by what is inside
 * @param reports what was dropped
 * @param answer the last of Sentry; null before the first
 */
record Status(
    @Nullable String host,
    List<String> hooked,
    List<String> unhooked,
    Map<String, Long> sent,
    ClientReports reports,
    Deliveries.@Nullable Answer answer) {

  static final int MAX_BYTES = 4 * 1024;

  private static final int MAX_LIBRARIES = 20;
  private static final int MAX_NAME_CHARS = 200;

  /** At most {@value #MAX_BYTES} of JSON; libraries that find no room are left out. */
  byte[] json(long epochMillis) {
    JsonBytes json = new JsonBytes();
    int most = MAX_LIBRARIES;
    write(json, epochMillis, most);
    while (json.length() > MAX_BYTES && most > 0) {
      most /= 2;
      write(json.clear(), epochMillis, most);
    }
    return json.toByteArray();
  }

  private void write(JsonBytes json, long epochMillis, int most) {
    json.beginObject().field("version", Product.VERSION);
    if (host != null) {
      json.key("host").value(host, MAX_NAME_CHARS);
    }
    json.field("at", epochMillis);
    libraries(json, "hooked", hooked, most);
    libraries(json, "unhooked", unhooked, most);
    counts(json, "sent", sent);
    dropped(json);
    if (answer != null) {
      json.key("answer")
          .beginObject()
          .field("status", (long) answer.status())
          .field("at", answer.epochMillis())
          .endObject();
    }
    json.endObject();
  }

  private static void libraries(JsonBytes json, String key, List<String> names, int most) {
    json.key(key).beginArray();
    names.stream().limit(most).forEach(name -> json.value(name, MAX_NAME_CHARS));
    json.endArray();
  }

  private static void counts(JsonBytes json, String key, Map<String, Long> counts) {
    json.key(key).beginObject();
    counts.forEach((name, count) -> json.field(name, (long) count));
    json.endObject();
  }

  // bytes are no items
  private void dropped(JsonBytes json) {
    Map<DiscardReason, Long> counts = new EnumMap<>(DiscardReason.class);
    reports.total(
        (reason, category, count) -> {
          if (category != DataCategory.LOG_BYTE) {
            counts.merge(reason, count, Long::sum);
          }
        });
    json.key("dropped").beginObject();
    counts.forEach((reason, count) -> json.field(reason.wireName(), (long) count));
    json.endObject();
  }
}
