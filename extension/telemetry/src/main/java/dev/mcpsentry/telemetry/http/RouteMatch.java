package dev.mcpsentry.telemetry.http;

import java.util.Map;

/**
 * A path that is watched.
 *
 * @param route the first that it is like
 * @param variables the segments that the template names
 */
public record RouteMatch(Route route, Map<String, String> variables) {}
