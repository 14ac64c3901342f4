package dev.mcpsentry.sentry.internal.sampling;

/** How often something ended in the last five minutes, and how. Belongs to one thread. */
final class NameActivity {

  static final int MINUTES = 5;

  private static final int FAILING_PERCENT = 1;
  private static final int KEPT_A_MINUTE = 60;
  private static final int MOST_HALVINGS = 6;

  // a share once chosen stays while it keeps about as many
  private static final int FEWEST_A_MINUTE = 20;
  private static final int MOST_A_MINUTE = 80;

  // those that are over, and the one that runs
  private final int[] totals = new int[MINUTES + 1];
  private final int[] failures = new int[MINUTES + 1];
  private final long first;
  private long current;
  private Pace pace = new Pace.Usual();

  /** What becomes of a rate. */
  sealed interface Pace {

    double rate(double otherwise);

    /** What is so of a name, and what follows from it. */
    String told(String name, String numbers);

    /** It fails: all of it is kept. */
    record Whole() implements Pace {

      @Override
      public double rate(double otherwise) {
        return 1;
      }

      @Override
      public String told(String name, String numbers) {
        return name + " fails, " + numbers + ": all of it is kept";
      }
    }

    /**
     * It does not fail, and there is much of it.
     *
     * @param halvings of its rate
     */
    record Thinned(int halvings) implements Pace {

      @Override
      public double rate(double otherwise) {
        return otherwise / (1 << halvings);
      }

      @Override
      public String told(String name, String numbers) {
        return name + " is dull, " + numbers + ": 1 of " + (1 << halvings) + " is kept";
      }
    }

    /** Nothing is special about it. */
    record Usual() implements Pace {

      @Override
      public double rate(double otherwise) {
        return otherwise;
      }

      @Override
      public String told(String name, String numbers) {
        return name + " is well, " + numbers + ": its own rate counts again";
      }
    }
  }

  /**
   * @param minute that runs
   */
  NameActivity(long minute) {
    this.first = minute;
    this.current = minute;
  }

  /** Lets what is too old go, when a new minute has begun. */
  void turn(long minute) {
    for (long begun = Math.max(current + 1, minute - MINUTES); begun <= minute; begun++) {
      totals[slot(begun)] = 0;
      failures[slot(begun)] = 0;
    }
    current = minute;
  }

  void ended(boolean failed) {
    totals[slot(current)]++;
    if (failed) {
      failures[slot(current)]++;
    }
  }

  Pace pace() {
    return pace;
  }

  void change(Pace next) {
    pace = next;
  }

  int total() {
    return sum(totals);
  }

  int failed() {
    return sum(failures);
  }

  boolean fails() {
    return failed() * 100L > (long) FAILING_PERCENT * total();
  }

  /** What its pace should be, at the beginning of a minute. */
  Pace due() {
    if (fails()) {
      return new Pace.Whole();
    }
    double aMinute = (double) total() / Math.max(1, Math.min(MINUTES, current - first));
    if (pace instanceof Pace.Thinned thinned && isRight(aMinute / (1 << thinned.halvings()))) {
      return pace;
    }
    int halvings = 0;
    while (halvings < MOST_HALVINGS && aMinute / (1 << halvings) > KEPT_A_MINUTE) {
      halvings++;
    }
    return halvings == 0 ? new Pace.Usual() : new Pace.Thinned(halvings);
  }

  private static boolean isRight(double kept) {
    return kept >= FEWEST_A_MINUTE && kept <= MOST_A_MINUTE;
  }

  private static int slot(long minute) {
    return (int) (minute % (MINUTES + 1));
  }

  private static int sum(int[] minutes) {
    int sum = 0;
    for (int minute : minutes) {
      sum += minute;
    }
    return sum;
  }
}
