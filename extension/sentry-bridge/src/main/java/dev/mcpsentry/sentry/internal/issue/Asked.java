package dev.mcpsentry.sentry.internal.issue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an issue says of the request behind it beside what failed.
 *
 * @param user who asked, as Sentry may know him; null for nobody
 * @param claims what else is known of him
 * @param tags more details that are searched, by others' names
 * @param extras details that are shown: texts and numbers
 */
record Asked(
    @Nullable String user,
    Map<String, String> claims,
    Map<String, String> tags,
    Map<String, Object> extras) {

  static final Asked NOTHING_KNOWN = new Asked(null, Map.of(), Map.of(), Map.of());

  /** Known is who it was. */
  static Asked by(@Nullable String user) {
    return user == null ? NOTHING_KNOWN : new Asked(user, Map.of(), Map.of(), Map.of());
  }
}
