package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.LogLines;
import java.util.List;
import java.util.Set;

/**
 * What is told of HTTP requests at the server.
 *
 * @param routes which of them are counted
 * @param lines which of them have a log line
 * @param serverModes the query parameters that name a mode of the server
 * @param utmSources the campaigns that are told by their names
 * @param skills whether scopes of the caller are told
 * @param accessKeys how counters of an authorization server spell what was decided
 */
public record HttpOptions(
    Routes routes,
    LogLines lines,
    List<String> serverModes,
    Set<String> utmSources,
    boolean skills,
    AccessKeys accessKeys) {

  /** What nobody has set. */
  public static final HttpOptions DEFAULT =
      new HttpOptions(
          Routes.BUILT_IN, LogLines.ERRORS, List.of(), Set.of(), false, AccessKeys.ACCESS);
}
