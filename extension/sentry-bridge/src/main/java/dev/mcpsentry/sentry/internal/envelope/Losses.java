package dev.mcpsentry.sentry.internal.envelope;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is lost with an envelope that does not arrive; travels with it. Immutable. */
public sealed interface Losses {

  /** Counts them as dropped for a reason. */
  void count(DiscardReason reason, ClientReports reports);

  /** So many of a category. */
  static Losses of(DataCategory category, long quantity) {
    return new Quantities(category, quantity, null, 0);
  }

  /** So many of one category and so many of another. */
  static Losses of(DataCategory category, long quantity, DataCategory second, long ofSecond) {
    return new Quantities(category, quantity, second, ofSecond);
  }

  /** A transaction with so many spans besides the one it stands for. */
  static Losses ofTransaction(int spans) {
    return of(DataCategory.TRANSACTION, 1, DataCategory.SPAN, spans + 1L);
  }

  /** So many of a category, and perhaps of a second. */
  record Quantities(
      DataCategory category, long quantity, @Nullable DataCategory second, long ofSecond)
      implements Losses {

    @Override
    public void count(DiscardReason reason, ClientReports reports) {
      reports.count(reason, category, quantity);
      if (second != null) {
        reports.count(reason, second, ofSecond);
      }
    }
  }

  /** What is lost with each of several items. */
  record Several(List<Losses> each) implements Losses {

    @Override
    public void count(DiscardReason reason, ClientReports reports) {
      each.forEach(losses -> losses.count(reason, reports));
    }
  }

  /** The numbers of a client report, which go into the next one with the reasons they had. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Reported(long[] counts) implements Losses {

    @Override
    public void count(DiscardReason reason, ClientReports reports) {
      reports.countAgain(counts);
    }
  }
}
