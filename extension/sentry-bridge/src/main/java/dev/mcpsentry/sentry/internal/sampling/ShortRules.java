package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.semconv.McpMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code SENTRY_SAMPLING} says, as rules: what is about less comes first, in whatever order it
 * was given.
 */
public final class ShortRules {

  private static final double HEALTH = 0.01;
  private static final List<String> NOISE =
      List.of(McpMethods.PING, McpMethods.TOOLS_LIST, McpMethods.SERVER_DISCOVER);
  private static final List<String> MCP = List.of("mcp.server", "mcp.client");

  private ShortRules() {}

  /**
   * All rules of a process.
   *
   * @param file the rules of a file, which come first
   * @param shares of the words of {@code SENTRY_SAMPLING}, and of routes
   * @param rest share of everything else; where that is none, and nothing else is asked for, no
   *     traces are sent at all
   */
  public static SampleRules of(List<SampleRule> file, Map<String, Double> shares, double rest) {
    List<SampleRule> rules = new ArrayList<>(file);
    shares.forEach(
        (word, share) -> {
          if (word.startsWith("/")) {
            rules.add(SampleRule.of(Fact.ROUTE, List.of(word), share));
          }
        });
    Double noise = shares.get("noise");
    if (noise != null) {
      rules.add(SampleRule.of(Fact.METHOD, NOISE, noise));
    }
    Double mcp = shares.get("mcp");
    if (mcp != null) {
      rules.add(SampleRule.of(Fact.OP, MCP, mcp));
    }
    boolean off = rest <= 0 && rules.isEmpty();
    return new SampleRules(
        rules,
        shares.getOrDefault("health", Math.min(rest, HEALTH)),
        shares.getOrDefault("errors", off ? 0.0 : 1.0),
        rest);
  }
}
