package dev.mcpsentry.demo.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Where the demonstration writes: in colour on a terminal, in ASCII where Unicode is not sure. */
public final class Terminal {

  /** What a piece of text is, for its colour. */
  enum Ink {
    PLAIN(""),
    FAINT("2"),
    STRONG("1"),
    MCP("35"),
    HTTP("36"),
    DB("33"),
    GOOD("32"),
    BAD("31");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean colour;
  private final boolean unicode;
  private final long start = System.nanoTime();

  Terminal(PrintStream out, boolean colour, boolean unicode) {
    this.out = out;
    this.colour = colour;
    this.unicode = unicode;
  }

  /** The terminal of this process, or whatever its output goes to. */
  public static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean colour =
        System.console() != null
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        colour,
        speaksUnicode(environment));
  }

  // POSIX: the first that is set and not empty decides
  private static boolean speaksUnicode(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
      if (!value.isEmpty()) {
        return value.contains("utf-8") || value.contains("utf8");
      }
    }
    return false;
  }

  /** Tells what is going on. */
  public void progress(String what) {
    Duration since = Duration.ofNanos(System.nanoTime() - start);
    String time = String.format(Locale.ROOT, "%5.1f s", since.toMillis() / 1000.0);
    line("  " + ink(Ink.FAINT, time) + "  " + what);
  }

  /** Tells why it ends early. */
  public void failure(String why) {
    line("");
    line(ink(Ink.BAD, "The demo failed. ") + why);
  }

  /** Names the page. */
  public void page(Path page) {
    line("");
    line("The same as a page, with every attribute: " + ink(Ink.STRONG, page.toUri().toString()));
  }

  void line(String text) {
    out.println(unicode ? text : inAscii(text));
  }

  private static String inAscii(String text) {
    return text.replace("└ ", "` ")
        .replace('█', '#')
        .replace('×', 'x')
        .replace('·', '-')
        .replaceAll("\\P{ASCII}", "?");
  }

  String ink(Ink ink, String text) {
    return colour && !ink.code.isEmpty() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
  }
}
