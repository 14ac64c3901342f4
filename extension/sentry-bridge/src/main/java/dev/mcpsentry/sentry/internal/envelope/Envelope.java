package dev.mcpsentry.sentry.internal.envelope;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One envelope, ready to post but for {@code sent_at}, which {@link #stamp} fills in. */
public final class Envelope {

  /** What is inside; the order is the order of sending. */
  public enum Content {
    ERROR(DataCategory.ERROR, true),
    SESSIONS(DataCategory.SESSION, false),
    CLIENT_REPORT(null, false),
    TRANSACTION(DataCategory.TRANSACTION, true);

    private final @Nullable DataCategory category;
    private final boolean repeatable;

    Content(@Nullable DataCategory category, boolean repeatable) {
      this.category = category;
      this.repeatable = repeatable;
    }

    /** Whether Sentry knows it again, and ignores it when it comes twice. */
    public boolean isRepeatable() {
      return repeatable;
    }

    /** What rate limits call it; null when none applies. */
    public @Nullable DataCategory category() {
      return category;
    }
  }

  public static final String SENT_AT_PLACEHOLDER = "0000-00-00T00:00:00.000Z";
  public static final int SENT_AT_OFFSET = "{\"sent_at\":\"".length();

  private final Content content;
  private final byte[] bytes;
  private final int contained;
  private final long @Nullable [] reported;
  private int attempts;

  public Envelope(Content content, byte[] bytes, int contained, long @Nullable [] reported) {
    this.content = content;
    this.bytes = bytes;
    this.contained = contained;
    this.reported = reported;
  }

  public Content content() {
    return content;
  }

  /** What goes over the wire; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** Spans of a transaction besides the one it stands for; sessions of an aggregate. */
  public int contained() {
    return contained;
  }

  public long @Nullable [] reported() {
    return reported;
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
