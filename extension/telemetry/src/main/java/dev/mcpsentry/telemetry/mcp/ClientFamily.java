package dev.mcpsentry.telemetry.mcp;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a client into one of a few families, for {@code app.client.family}. The vocabulary is that
 * of Sentry's own MCP server: first by {@code User-Agent}, and where that only names an HTTP
 * library, by the name the client gives itself. Self-reported; for display only.
 */
public final class ClientFamily {

  private static final String UNKNOWN = "unknown";
  private static final String OTHER = "other";

  private record Prefix(String prefix, String family) {}

  private static final List<Prefix> PRODUCTS =
      List.of(
          new Prefix("claude-code/", "claude-code"),
          new Prefix("cursor/", "cursor"),
          new Prefix("copilot/", "copilot"),
          new Prefix("opencode/", "opencode"),
          new Prefix("claude-user", "claude-desktop"));

  private static final List<Prefix> LIBRARIES =
      List.of(
          new Prefix("reactornetty/", "reactor-netty"),
          new Prefix("java-http-client/", "java-http-client"),
          new Prefix("go-http-client/", "go-http-client"),
          new Prefix("python-httpx/", "python"),
          new Prefix("python/", "python"),
          new Prefix("aiohttp/", "python"),
          new Prefix("bun/", "bun"),
          new Prefix("node-fetch/", "node"));

  private static final Set<String> PRODUCT_FAMILIES =
      Set.of("claude-code", "cursor", "copilot", "opencode", "claude-desktop", "codex");

  private static final Set<String> OTHER_FAMILIES =
      Set.of(
          "reactor-netty", "java-http-client", "go-http-client", "python", "bun", "node", UNKNOWN);

  private ClientFamily() {}

  /** The family that somebody else names, or {@code other}. */
  public static String known(String family) {
    return PRODUCT_FAMILIES.contains(family) || OTHER_FAMILIES.contains(family) ? family : OTHER;
  }

  /** The family; {@code unknown} when neither is known, {@code other} when neither is familiar. */
  public static String of(@Nullable String userAgent, @Nullable String clientName) {
    String family = ofUserAgent(userAgent);
    if (PRODUCT_FAMILIES.contains(family)) {
      return family;
    }
    String named = ofName(clientName);
    return named.equals(UNKNOWN) || (named.equals(OTHER) && !family.equals(UNKNOWN))
        ? family
        : named;
  }

  /** The family by {@code User-Agent} alone. */
  public static String ofUserAgent(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isEmpty()) {
      return UNKNOWN;
    }
    String agent = userAgent.toLowerCase(Locale.ROOT);
    String product = first(PRODUCTS, agent);
    if (product != null) {
      return product;
    }
    if (agent.contains("codex")) {
      return "codex";
    }
    String library = agent.equals("node") ? "node" : first(LIBRARIES, agent);
    return library == null ? OTHER : library;
  }

  private static @Nullable String first(List<Prefix> prefixes, String agent) {
    for (Prefix prefix : prefixes) {
      if (agent.startsWith(prefix.prefix())) {
        return prefix.family();
      }
    }
    return null;
  }

  /** The family by name alone: the one a client registered with, or gives itself. */
  public static String ofName(@Nullable String clientName) {
    if (clientName == null || clientName.isEmpty()) {
      return UNKNOWN;
    }
    String name = clientName.toLowerCase(Locale.ROOT);
    if (name.contains("claude code") || name.contains("claude-code")) {
      return "claude-code";
    }
    for (String product : List.of("cursor", "copilot", "codex", "opencode")) {
      if (name.contains(product)) {
        return product;
      }
    }
    return name.contains("claude") ? "claude-desktop" : OTHER;
  }
}
