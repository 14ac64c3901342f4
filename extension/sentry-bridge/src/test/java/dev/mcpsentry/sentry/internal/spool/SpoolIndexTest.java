package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpoolIndexTest {

  private static final SpoolLimits LIMITS = limits(1_000, 3);

  private final SpoolIndex index = new SpoolIndex(LIMITS);

  @Test
  void dearestGoesFirst_andTheOldestOfThem() {
    SpoolFile plain = file(ItemType.SPAN, Priority.REST, 1, 1);
    SpoolFile newer = file(ItemType.EVENT, Priority.ISSUES, 3, 1);
    SpoolFile older = file(ItemType.EVENT, Priority.ISSUES, 2, 1);
    List.of(plain, newer, older).forEach(index::add);
    assertThat(index.next(any -> true)).isEqualTo(older);
    assertThat(index.next(type -> type != ItemType.EVENT)).isEqualTo(plain);
    assertThat(index.next(any -> true)).isEqualTo(newer);
    assertThat(index.next(any -> true)).isNull();
    assertThat(index.isEmpty()).isTrue();
  }

  @Test
  void tooManyFiles_costTheOldestOfTheLeastDear() {
    SpoolFile issue = file(ItemType.EVENT, Priority.ISSUES, 1, 1);
    SpoolFile older = file(ItemType.SPAN, Priority.REST, 2, 1);
    SpoolFile newer = file(ItemType.LOG, Priority.REST, 3, 1);
    List.of(issue, older, newer).forEach(index::add);
    assertThat(index.overflow()).isNull();
    index.add(file(ItemType.EVENT, Priority.ISSUES, 4, 1));
    assertThat(index.overflow()).isEqualTo(older);
    assertThat(index.overflow()).isNull();
    index.add(file(ItemType.EVENT, Priority.ISSUES, 5, 1));
    assertThat(index.overflow()).isEqualTo(newer);
    index.add(file(ItemType.EVENT, Priority.ISSUES, 6, 1));
    assertThat(index.overflow()).isEqualTo(issue);
  }

  @Test
  void tooManyBytes_costAsManyAsItTakes() {
    SpoolFile older = file(ItemType.SPAN, Priority.REST, 1, 400);
    SpoolFile newer = file(ItemType.SPAN, Priority.REST, 2, 400);
    index.add(older);
    index.add(newer);
    assertThat(index.overflow()).isNull();
    index.add(file(ItemType.EVENT, Priority.ISSUES, 3, 900));
    assertThat(index.overflow()).isEqualTo(older);
    assertThat(index.overflow()).isEqualTo(newer);
    assertThat(index.overflow()).isNull();
  }

  @Test
  void whatIsOld_isFoundWhateverItsPriority() {
    SpoolFile issue = file(ItemType.EVENT, Priority.ISSUES, 10, 1);
    SpoolFile plain = file(ItemType.SPAN, Priority.REST, 20, 1);
    index.add(issue);
    index.add(plain);
    assertThat(index.olderThan(10)).isNull();
    assertThat(index.olderThan(15)).isEqualTo(issue);
    assertThat(index.olderThan(15)).isNull();
    assertThat(index.olderThan(21)).isEqualTo(plain);
  }

  static SpoolLimits limits(long bytes, int files) {
    return new SpoolLimits(
        bytes, files, 1 << 10, 0, 0, 0, TimeUnit.SECONDS.toNanos(1), TimeUnit.DAYS.toMillis(1));
  }

  private static SpoolFile file(ItemType type, Priority priority, long since, long bytes) {
    return new SpoolFile(
        Path.of(type + "-" + since),
        new SpoolFormat.Kind(type, priority, since),
        1,
        bytes,
        Losses.of(DataCategory.SPAN, 1));
  }
}
