package dev.mcpsentry.doctor;

/** How bad it is. */
enum Level {
  OK("ok"),
  WARN("warn"),
  FAIL("FAIL");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** As it is printed. */
  String word() {
    return word;
  }
}
