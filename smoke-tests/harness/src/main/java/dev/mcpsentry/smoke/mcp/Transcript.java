package dev.mcpsentry.smoke.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was said on a wire, without what differs from run to run, so that two runs can be compared.
 * Request ids stay.
 */
public final class Transcript {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.\\d]*(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern MILLIS = Pattern.compile("\\b1[5-9]\\d{11}\\b");
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost):\\d+");
  private static final Pattern IDENTITY_HASH = Pattern.compile("@[0-9a-f]{5,8}\\b");
  // names of lambda classes in it differ
  private static final Pattern STACK = Pattern.compile("\"stackTrace\":\\[[^]]*]");
  private static final int LONGEST_LINE = 2000;

  private final List<String> lines = new ArrayList<>();

  synchronized void sent(String body) {
    lines.add("> " + normalise(body));
  }

  synchronized void received(Object message) {
    lines.add("< " + normalise(message.toString()));
  }

  /** The lines: {@code >} for what the client said, {@code <} for the server. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  static String normalise(String text) {
    String masked = STACK.matcher(text).replaceAll("<stack>");
    masked = UUID.matcher(masked).replaceAll("<uuid>");
    masked = TIME.matcher(masked).replaceAll("<time>");
    masked = MILLIS.matcher(masked).replaceAll("<millis>");
    masked = PORT.matcher(masked).replaceAll("$1:<port>");
    masked = IDENTITY_HASH.matcher(masked).replaceAll("@<hash>");
    return masked.length() <= LONGEST_LINE
        ? masked
        : masked.substring(0, LONGEST_LINE) + "... " + masked.length() + " #" + masked.hashCode();
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
