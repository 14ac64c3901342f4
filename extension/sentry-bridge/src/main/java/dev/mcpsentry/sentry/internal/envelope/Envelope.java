package dev.mcpsentry.sentry.internal.envelope;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One envelope, ready to post but for {@code sent_at}, which {@link #stamp} fills in. */
public final class Envelope {

  public static final String SENT_AT_PLACEHOLDER = "0000-00-00T00:00:00.000Z";
  public static final int SENT_AT_OFFSET = "{\"sent_at\":\"".length();

  private final ItemType type;
  private final Priority priority;
  private final byte[] bytes;
  private final Losses losses;
  private final @Nullable Kept kept;
  private int attempts;

  Envelope(ItemType type, Priority priority, byte[] bytes, Losses losses) {
    this(type, priority, bytes, losses, null);
  }

  private Envelope(
      ItemType type, Priority priority, byte[] bytes, Losses losses, @Nullable Kept kept) {
    this.type = type;
    this.priority = priority;
    this.bytes = bytes;
    this.losses = losses;
    this.kept = kept;
  }

  /** Where an envelope was that could not be sent before. */
  public interface Kept {

    /** Since when, in milliseconds of the epoch. */
    long sinceMillis();

    /** Hears once that it was sent, lost, or kept again. Any thread; never blocks. */
    void ended();
  }

  /** One that could not be sent before, of these bytes, which begin with a time of sending. */
  public static Envelope of(
      ItemType type, Priority priority, byte[] bytes, Losses losses, Kept kept) {
    return new Envelope(type, priority, bytes, losses, kept);
  }

  /** What is inside. */
  public ItemType type() {
    return type;
  }

  /** When it goes. */
  public Priority priority() {
    return priority;
  }

  /** What goes over the wire; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** What is lost if it does not arrive. */
  public Losses losses() {
    return losses;
  }

  /** Where it was before; null when it was never sent or kept. */
  public @Nullable Kept kept() {
    return kept;
  }

  /** Says to whoever kept it that there is nothing more to do. */
  public void end() {
    if (kept != null) {
      kept.ended();
    }
  }

  /** Counts an attempt that reached the server, and answers how many there were. */
  public int countAttempt() {
    return ++attempts;
  }

  /** Writes the time of sending into the header. */
  public void stamp(long epochMillis) {
    LocalDateTime now =
        LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
    int at = SENT_AT_OFFSET;
    digits(at, 4, now.getYear());
    digits(at + 5, 2, now.getMonthValue());
    digits(at + 8, 2, now.getDayOfMonth());
    digits(at + 11, 2, now.getHour());
    digits(at + 14, 2, now.getMinute());
    digits(at + 17, 2, now.getSecond());
    digits(at + 20, 3, Math.floorMod(epochMillis, 1000));
  }

  private void digits(int offset, int count, int value) {
    int rest = value;
    for (int i = offset + count - 1; i >= offset; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
