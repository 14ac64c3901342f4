package dev.mcpsentry.telemetry;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The product's only log: lines on stderr that start with {@code [mcp-sentry]}. stdout belongs to
 * the protocol of a stdio server. Nothing here throws, and nothing waits for stderr but {@link
 * #lastWords}.
 */
public final class StderrLog {

  private static final int MAX_SITES = 256;
  private static final int MAX_CHARS = 8 * 1024;

  private final PrintStream out;
  private final @Nullable StderrPrinter printer;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Writes to the stderr the process has now, from a thread of its own. */
  public StderrLog() {
    this(System.err, StderrPrinter.OF_THIS_LOADER);
  }

  /** Writes to the given stream at once; for tests. */
  public StderrLog(PrintStream out) {
    this(out, null);
  }

  StderrLog(PrintStream out, @Nullable StderrPrinter printer) {
    this.out = out;
    this.printer = printer;
  }

  /** Says one line; it is given up when nobody has read stderr for long. */
  public void line(String message) {
    try {
      String text = "[mcp-sentry] " + message;
      if (text.length() > MAX_CHARS) {
        text = text.substring(0, MAX_CHARS) + "...";
      }
      if (printer == null) {
        out.println(text);
      } else {
        printer.say(out, text);
      }
    } catch (Throwable hopeless) {
      // there is nowhere left to tell
    }
  }

  /** Says one line the first time {@code site} reports; later reports of the site are silent. */
  public void once(String site, String message) {
    if (isNew(site)) {
      line(message);
    }
  }

  /** Reports an exception of our own, once per site, and carries on. */
  public void stepAside(String site, Throwable problem) {
    try {
      if (isNew(site)) {
        line(site + " stepped aside after " + text(problem) + "; further reports are suppressed");
      }
    } catch (Throwable hopeless) {
      // no memory for a line, for one
    }
  }

  /** Waits a moment, at most 200 ms, until what was said is printed; for the end of the process. */
  public void lastWords() {
    if (printer != null) {
      printer.awaitQuiet();
    }
  }

  private boolean isNew(String site) {
    return seen.size() < MAX_SITES && seen.add(site);
  }

  // an application's exception may fail to tell its message
  private static String text(Throwable problem) {
    try {
      return problem.toString();
    } catch (Throwable worse) {
      return problem.getClass().getName();
    }
  }
}
