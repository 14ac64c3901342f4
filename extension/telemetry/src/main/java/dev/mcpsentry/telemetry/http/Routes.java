package dev.mcpsentry.telemetry.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The paths that are watched: those of the user, then those that MCP servers and authorization
 * servers on the JVM are known by. The first that a path is like counts; what finds none is looked
 * for once more without its first segment, which may be the application's context path. Immutable.
 *
 * @param own the user's
 * @param known those that are known without him
 */
public record Routes(List<Route> own, List<Route> known) {

  private static final String OFF = "off";

  private static final int MAX_GROUPS = 20;
  private static final int MAX_ROUTES = 200;
  private static final int MAX_SEGMENTS = 40;
  private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_-]{0,30}");

  // Spring's, Quarkus' and Micronaut's, Keycloak's, and what RFC 8414 and 9728 name; the bare
  // /authorize, /token and /register of MCP's 2025-03-26 are pages of many an application
  private static final List<Route> KNOWN =
      parse(
          "mcp=/mcp/**; mcp=/sse; mcp=/message; mcp=/messages/**;"
              + " oauth=/oauth2/{action}/**; oauth=/connect/register; oauth=/oauth/{action}/**;"
              + " oauth=/login/oauth2/code/{client}; oauth=/q/oidc/{action};"
              + " oauth=/realms/{realm}/protocol/openid-connect/{action};"
              + " oauth=/realms/{realm}/clients-registrations/{kind}; oauth=/.well-known/**",
          true,
          wrong -> {
            throw new IllegalStateException(wrong);
          });

  /** Those that are known without a setting. */
  public static final Routes BUILT_IN = new Routes(List.of(), KNOWN);

  /** Nothing is watched. */
  public static final Routes NONE = new Routes(List.of(), List.of());

  /**
   * The routes that a setting says, as group=template with semicolons, or {@code off} for none.
   *
   * @param complaints hears of each that is left out, and why
   */
  public static Routes of(String setting, Consumer<String> complaints) {
    return setting.trim().equals(OFF) ? NONE : new Routes(parse(setting, false, complaints), KNOWN);
  }

  private static List<Route> parse(String text, boolean builtIn, Consumer<String> complaints) {
    List<Route> routes = new ArrayList<>();
    Set<String> groups = new HashSet<>();
    for (String entry : text.split(";", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      try {
        Route route = route(entry.trim(), builtIn);
        groups.add(route.group());
        if (groups.size() > MAX_GROUPS || routes.size() >= MAX_ROUTES) {
          complaints.accept(
              "there are more than " + MAX_GROUPS + " groups or " + MAX_ROUTES + " routes");
          break;
        }
        routes.add(route);
      } catch (IllegalArgumentException wrong) {
        complaints.accept(String.valueOf(wrong.getMessage()));
      }
    }
    return List.copyOf(routes);
  }

  private static Route route(String entry, boolean builtIn) {
    int equals = entry.indexOf('=');
    String group = equals < 0 ? "" : entry.substring(0, equals).trim();
    if (!GROUP.matcher(group).matches()) {
      throw new IllegalArgumentException("no group=/template: " + entry);
    }
    return new Route(group, RouteTemplate.of(entry.substring(equals + 1).trim()), builtIn);
  }

  /** Whether nothing is watched. */
  public boolean isOff() {
    return known.isEmpty() && own.isEmpty();
  }

  /**
   * Which of them a path is like.
   *
   * @param path as it was asked for, without query
   * @return null when it is not watched
   */
  public @Nullable RouteMatch match(String path) {
    List<String> segments = RouteTemplate.segments(path);
    if (segments.isEmpty() || segments.size() > MAX_SEGMENTS) {
      return null;
    }
    RouteMatch match = first(segments);
    return match == null && segments.size() > 1
        ? first(segments.subList(1, segments.size()))
        : match;
  }

  private @Nullable RouteMatch first(List<String> segments) {
    RouteMatch match = first(own, segments);
    return match == null ? first(known, segments) : match;
  }

  private static @Nullable RouteMatch first(List<Route> routes, List<String> segments) {
    for (Route route : routes) {
      Map<String, String> variables = route.template().match(segments);
      if (variables != null) {
        return new RouteMatch(route, variables);
      }
    }
    return null;
  }

  /** What a path is that carries MCP, though nobody said so; null when it is none to go by. */
  public static @Nullable RouteMatch learned(String path) {
    try {
      return new RouteMatch(new Route(Route.MCP, RouteTemplate.of(path), true), Map.of());
    } catch (IllegalArgumentException strange) {
      return null;
    }
  }

  /** As {@link #of} reads it. */
  public String text() {
    return isOff()
        ? OFF
        : own.stream()
            .map(route -> route.group() + "=" + route.template())
            .collect(Collectors.joining(";"));
  }
}
