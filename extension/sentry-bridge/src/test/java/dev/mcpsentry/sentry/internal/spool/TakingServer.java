package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes everything at once, when it is calm. */
final class TakingServer implements Spool.Outlet {

  private final List<Envelope> received = new CopyOnWriteArrayList<>();
  final List<Long> times = new CopyOnWriteArrayList<>();
  final List<Long> since = new CopyOnWriteArrayList<>();
  final Set<ItemType> limited = Collections.synchronizedSet(EnumSet.noneOf(ItemType.class));
  volatile int limitAfter = Integer.MAX_VALUE;
  volatile boolean calm;
  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger returns = new AtomicInteger();
  volatile Spool spool;

  @Override
  public boolean isCalm() {
    asked.incrementAndGet();
    return calm;
  }

  @Override
  public boolean isLimited(ItemType type) {
    return limited.contains(type);
  }

  @Override
  public void resend(Envelope envelope) {
    times.add(System.nanoTime());
    since.add(envelope.kept().sinceMillis());
    if (returns.getAndDecrement() > 0) {
      assertThat(spool.offer(envelope)).isTrue();
      return;
    }
    received.add(envelope);
    if (received.size() == limitAfter) {
      limited.add(envelope.type());
    }
    envelope.end();
  }

  List<Integer> numbers() {
    return received.stream().map(SpoolEnvelopes::number).toList();
  }
}
