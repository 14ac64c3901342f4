package dev.mcpsentry.sentry.internal.log;

import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The way from application threads to the bridge's thread: bounded and without locks. */
final class LogQueue {

  private final ConcurrentLinkedQueue<LoggedRecord> records = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int capacity;
  private final long capacityBytes;
  private final Wakeup wakeup;

  LogQueue(int capacity, long capacityBytes, Wakeup wakeup) {
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
    this.wakeup = wakeup;
  }

  /** Whether another would find no room; costs a look. */
  boolean isFull() {
    return size.get() >= capacity || bytes.get() >= capacityBytes;
  }

  /** Adds a record, or answers false when there is no room. Never blocks. */
  boolean offer(LoggedRecord record) {
    int count = size.incrementAndGet();
    long before = bytes.getAndAdd(record.bytes());
    if (count > capacity || before >= capacityBytes) {
      release(record);
      return false;
    }
    records.add(record);
    wakeup.wake();
    return true;
  }

  @Nullable LoggedRecord poll() {
    LoggedRecord record = records.poll();
    if (record != null) {
      release(record);
    }
    return record;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  private void release(LoggedRecord record) {
    size.decrementAndGet();
    bytes.addAndGet(-record.bytes());
  }
}
