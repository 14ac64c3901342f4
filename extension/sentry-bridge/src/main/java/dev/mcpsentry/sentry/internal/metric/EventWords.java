package dev.mcpsentry.sentry.internal.metric;

import dev.mcpsentry.sentry.internal.convention.CountedEvents;
import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.access.HeaderShape;
import dev.mcpsentry.telemetry.oauth.OauthWords;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an event's attributes its counter knows: those of the operations vocabulary, in words of
 * closed sets, whoever said the event. Immutable.
 *
 * @param keys how what was decided is spelled
 */
record EventWords(AccessKeys keys) {

  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
  private static final Pattern ROUTE = Pattern.compile("/[A-Za-z0-9_{}?*/.~-]{0,199}");
  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;

  private static final Set<String> HTTP_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "CONNECT", "TRACE", "QUERY");

  private static final Map<AttributeKey<String>, Predicate<String>> OF_RESPONSES =
      Map.of(
          Keys.HTTP_ROUTE,
          ROUTE.asMatchPredicate(),
          AppAttributes.APP_ROUTE_GROUP,
          GROUP.asMatchPredicate(),
          AppAttributes.APP_RESPONSE_REASON,
          AppAttributes.LOCAL_RATE_LIMIT::equals,
          AppAttributes.APP_RATE_LIMIT_SCOPE,
          Set.of("ip", "user")::contains,
          AppAttributes.APP_ACCESS_REQUEST_HEADER_SHAPE,
          Arrays.stream(HeaderShape.values())
                  .map(HeaderShape::word)
                  .collect(Collectors.toUnmodifiableSet())
              ::contains);

  /**
   * The attributes to count by.
   *
   * @param metric the name of the event
   * @param given what it was said with
   */
  Attributes of(String metric, Attributes given) {
    boolean response = metric.equals(CountedEvents.SERVER_RESPONSE);
    AttributesBuilder counted = Attributes.builder();
    given.forEach(
        (key, value) -> {
          if (key.getType() == AttributeType.STRING) {
            put(counted, AttributeKey.stringKey(key.getKey()), value.toString(), response);
          }
        });
    Long status = given.get(Keys.HTTP_STATUS);
    if (response && status != null && status >= LEAST_STATUS && status <= MOST_STATUS) {
      counted.put(Keys.HTTP_STATUS, status);
      counted.put(AppAttributes.APP_RESPONSE_STATUS_CLASS, status / 100 + "xx");
    }
    return counted.build();
  }

  private void put(
      AttributesBuilder counted, AttributeKey<String> given, String text, boolean response) {
    AttributeKey<String> key = AccessKeys.current(given);
    AttributeKey<String> spelled = response ? key : keys.spelled(key);
    String word = OauthWords.of(key, text);
    if (word == null && response) {
      word = ofResponse(key, text);
    }
    if (spelled != null && word != null) {
      counted.put(spelled, word);
    }
  }

  private static @Nullable String ofResponse(AttributeKey<String> key, String text) {
    if (key.equals(Keys.HTTP_REQUEST_METHOD)) {
      return HTTP_METHODS.contains(text) ? text : McpAttributes.OTHER;
    }
    Predicate<String> allowed = OF_RESPONSES.get(key);
    return allowed != null && allowed.test(text) ? text : null;
  }
}
