package dev.mcpsentry.sentry.internal.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeQueueTest {

  private final EnvelopeQueue queue =
      new EnvelopeQueue(Map.of(ItemType.TRANSACTION, new Bound(3, 1_000)));

  @Test
  void dearest_goesFirst_andEquallyDearInTheirOrder() {
    Envelope plain = envelope(ItemType.TRANSACTION, Priority.REST, 1);
    Envelope failed = envelope(ItemType.TRANSACTION, Priority.FAILURES, 1);
    Envelope next = envelope(ItemType.TRANSACTION, Priority.FAILURES, 1);
    Envelope sessions = envelope(ItemType.SESSIONS, Priority.HEALTH, 1);
    Envelope issue = envelope(ItemType.EVENT, Priority.ISSUES, 1);
    List.of(plain, failed, next, sessions, issue).forEach(queue::add);
    assertThat(drained()).containsExactly(issue, sessions, failed, next, plain);
  }

  @Test
  void outgrownBound_costsTheOldestOfTheCheapest() {
    Envelope failed = envelope(ItemType.TRANSACTION, Priority.FAILURES, 1);
    Envelope older = envelope(ItemType.TRANSACTION, Priority.REST, 1);
    Envelope newer = envelope(ItemType.TRANSACTION, Priority.REST, 1);
    List.of(failed, older, newer).forEach(queue::add);
    assertThat(queue.evict(ItemType.TRANSACTION)).isNull();
    Envelope another = envelope(ItemType.TRANSACTION, Priority.FAILURES, 1);
    queue.add(another);
    assertThat(queue.evict(ItemType.TRANSACTION)).isSameAs(older);
    assertThat(queue.evict(ItemType.TRANSACTION)).isNull();
    assertThat(drained()).containsExactly(failed, another, newer);
  }

  @Test
  void bytes_areBoundedForAllOfATypeTogether() {
    queue.add(envelope(ItemType.TRANSACTION, Priority.FAILURES, 600));
    Envelope plain = envelope(ItemType.TRANSACTION, Priority.REST, 600);
    queue.add(plain);
    assertThat(queue.evict(ItemType.TRANSACTION)).isSameAs(plain);
    assertThat(queue.evict(ItemType.TRANSACTION)).isNull();
  }

  @Test
  void putBack_goesFirstAgain() {
    Envelope first = envelope(ItemType.EVENT, Priority.ISSUES, 1);
    Envelope second = envelope(ItemType.EVENT, Priority.ISSUES, 1);
    queue.add(first);
    queue.add(second);
    queue.putBack(queue.poll());
    assertThat(drained()).containsExactly(first, second);
  }

  private List<Envelope> drained() {
    List<Envelope> drained = new ArrayList<>();
    for (Envelope next = queue.poll(); next != null; next = queue.poll()) {
      drained.add(next);
    }
    return drained;
  }

  private static Envelope envelope(ItemType type, Priority priority, int bytes) {
    return new Envelope(type, priority, new byte[bytes], Losses.of(DataCategory.ERROR, 1));
  }
}
