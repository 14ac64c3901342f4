package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A file that is being sent: over when all of its envelopes have ended. */
final class Batch implements Envelope.Kept {

  private final SpoolFile file;
  private final ArrayDeque<Envelope> waiting;
  private final AtomicInteger open;

  private Batch(SpoolFile file) throws IOException {
    this.file = file;
    this.waiting = new ArrayDeque<>(SpoolFormat.decode(file.path(), this));
    this.open = new AtomicInteger(waiting.size());
  }

  /** Reads a file. */
  static Batch of(SpoolFile file) throws IOException {
    return new Batch(file);
  }

  SpoolFile file() {
    return file;
  }

  ItemType type() {
    return file.kind().type();
  }

  /** The next to send, or null. */
  @Nullable Envelope next() {
    return waiting.poll();
  }

  boolean isSent() {
    return waiting.isEmpty();
  }

  /** Takes back what was not sent yet. */
  List<Envelope> rest() {
    List<Envelope> rest = new ArrayList<>(waiting);
    waiting.clear();
    return rest;
  }

  boolean isOver() {
    return open.get() <= 0;
  }

  @Override
  public long sinceMillis() {
    return file.kind().sinceMillis();
  }

  @Override
  public void ended() {
    open.decrementAndGet();
  }
}
