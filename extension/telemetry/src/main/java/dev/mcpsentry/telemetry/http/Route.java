package dev.mcpsentry.telemetry.http;

/**
 * Requests that are watched.
 *
 * @param group what they are about, {@code mcp} or another word
 * @param template what their paths are like
 * @param builtIn whether we know of it, and not the user
 */
public record Route(String group, RouteTemplate template, boolean builtIn) {

  /** The group of the requests that carry MCP. */
  public static final String MCP = "mcp";

  /** The group of an authorization server's requests. */
  public static final String OAUTH = "oauth";
}
