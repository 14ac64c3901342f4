package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.oauth.OauthEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events that are counted, and not told as logs: those that are called what a metric of Sentry's
 * own MCP server is called, whoever says them.
 */
public final class CountedEvents {

  /** A response on a tracked route; counted by the bridge, and by whoever serves without HTTP. */
  public static final String SERVER_RESPONSE = "app.server.response";

  // where an agent or an application older than OpenTelemetry 1.50 says it
  private static final AttributeKey<String> EVENT_NAME = AttributeKey.stringKey("event.name");

  private static final Set<String> METRICS =
      Stream.concat(
              Stream.of(SERVER_RESPONSE),
              Arrays.stream(OauthEvent.values()).map(OauthEvent::metric))
          .collect(Collectors.toUnmodifiableSet());

  private static final boolean HAS_FIELD = hasField();

  private CountedEvents() {}

  private static boolean hasField() {
    try {
      LogRecordData.class.getMethod("getEventName");
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }

  /** The metric that a log record counts for; null when it is a log like any other. */
  public static @Nullable String metric(LogRecordData record) {
    String name = HAS_FIELD ? record.getEventName() : null;
    if (name == null) {
      name = record.getAttributes().get(EVENT_NAME);
    }
    return name != null && METRICS.contains(name) ? name : null;
  }
}
