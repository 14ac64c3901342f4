package dev.mcpsentry.demo.report;

import java.util.Map;

/** One line of a waterfall: a span, or what was logged in one. */
public sealed interface Line permits Row, LogLine {

  /** How far it is indented, 0 for a root. */
  int depth();

  /** What else was said, in alphabetical order. */
  Map<String, String> attributes();

  /** Whether it was logged. */
  boolean isLog();
}
