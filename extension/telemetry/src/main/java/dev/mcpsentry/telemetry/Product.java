package dev.mcpsentry.telemetry;

/** The product's own name and version, as it signs what it emits. */
public final class Product {

  public static final String NAME = "mcp-sentry";

  /** Held equal to the build's version, without {@code -SNAPSHOT}, by a test. */
  public static final String VERSION = "0.1.0";

  private Product() {}

  /** Name and version as Sentry and HTTP servers like it: {@code mcp-sentry/0.1.0}. */
  public static String client() {
    return NAME + "/" + VERSION;
  }
}
