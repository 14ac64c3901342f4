package dev.mcpsentry.telemetry;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product's only log: lines on stderr that start with {@code [mcp-sentry]}. stdout belongs to
 * the protocol of a stdio server.
 */
public final class StderrLog {

  private static final int MAX_SITES = 256;

  private final PrintStream out;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Writes to the stderr the process has now. */
  public StderrLog() {
    this(System.err);
  }

  /** Writes to the given stream; for tests. */
  public StderrLog(PrintStream out) {
    this.out = out;
  }

  /** Prints one line. Never throws. */
  public void line(String message) {
    out.println("[mcp-sentry] " + message);
  }

  /** Prints one line the first time {@code site} reports; later reports of the site are silent. */
  public void once(String site, String message) {
    if (seen.size() < MAX_SITES && seen.add(site)) {
      line(message);
    }
  }

  /** Reports an exception of our own, once per site, and carries on. */
  public void stepAside(String site, Throwable problem) {
    once(site, site + " stepped aside after " + problem + "; further reports are suppressed");
  }
}
