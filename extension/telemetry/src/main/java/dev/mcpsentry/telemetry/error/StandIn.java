package dev.mcpsentry.telemetry.error;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded for a throwable that costs too much to render: OpenTelemetry prints an exception
 * with all its causes and all that they suppressed, on the thread that has an answer to send. Says
 * the same, of fewer throwables and fewer frames; the throwable itself is what {@link #get} is for,
 * which a class loader apart can ask for too.
 */
public final class StandIn extends RuntimeException implements Supplier<Throwable> {

  private static final long serialVersionUID = 1L;

  private static final int MAX_THROWABLES = 20;
  private static final int MAX_SUPPRESSED = 4;
  private static final int MAX_FRAMES = 100;
  private static final int MAX_MESSAGE_CHARS = 8 * 1024;

  private final transient Throwable throwable;
  private final String className;
  private final @Nullable String message;
  private final @Nullable StandIn cause;

  private StandIn(Throwable throwable, boolean speaks, int[] room, int depth) {
    super(null, null, true, true);
    this.throwable = throwable;
    this.className = throwable.getClass().getName();
    this.message = speaks ? message(throwable) : null;
    StackTraceElement[] frames = throwable.getStackTrace();
    setStackTrace(frames.length <= MAX_FRAMES ? frames : Arrays.copyOfRange(frames, 0, MAX_FRAMES));
    Throwable inner = throwable.getCause();
    cause =
        inner != null && depth < Causes.MAX && room[0]-- > 0
            ? new StandIn(inner, speaks, room, depth + 1)
            : null;
    Throwable[] suppressed = throwable.getSuppressed();
    for (int i = 0; i < Math.min(suppressed.length, MAX_SUPPRESSED) && room[0]-- > 0; i++) {
      addSuppressed(new StandIn(suppressed[i], speaks, room, depth + 1));
    }
  }

  /** The throwable itself when it is cheap to render, else what stands in for it. */
  public static Throwable of(Throwable throwable) {
    return isCheap(throwable)
        ? throwable
        : new StandIn(throwable, true, new int[] {MAX_THROWABLES}, 1);
  }

  /** What stands in for the throwable where nobody may read what it and its causes say. */
  public static Throwable withoutMessages(Throwable throwable) {
    return new StandIn(throwable, false, new int[] {MAX_THROWABLES}, 1);
  }

  /**
   * What was thrown: a throwable that stands for another, be it of this class loader or another,
   * says which.
   */
  public static Throwable original(Throwable recorded) {
    return recorded.getClass().getName().equals(StandIn.class.getName())
            && recorded instanceof Supplier<?> standIn
            && standIn.get() instanceof Throwable thrown
        ? thrown
        : recorded;
  }

  /** The throwable this one stands for. */
  @Override
  public Throwable get() {
    return throwable;
  }

  /** The class of the throwable this one stands for. */
  public String className() {
    return className;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // final
  public @Nullable Throwable getCause() {
    return cause;
  }

  @Override
  public @Nullable String getMessage() {
    return message;
  }

  @Override
  public String toString() {
    return message == null ? className : className + ": " + message;
  }

  // rings count as often as they are walked, and so are not cheap
  private static boolean isCheap(Throwable throwable) {
    try {
      return isSmall(throwable);
    } catch (RuntimeException cannotSpeak) {
      return false;
    }
  }

  private static boolean isSmall(Throwable throwable) {
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(throwable);
    int seen = 0;
    int chars = 0;
    while (!open.isEmpty()) {
      Throwable next = open.remove();
      String text = next.getMessage();
      chars += text == null ? 0 : text.length();
      Throwable cause = next.getCause();
      Throwable[] suppressed = next.getSuppressed();
      seen++;
      if (seen + open.size() + suppressed.length > MAX_THROWABLES || chars > MAX_MESSAGE_CHARS) {
        return false;
      }
      open.addAll(Arrays.asList(suppressed));
      if (cause != null) {
        open.add(cause);
      }
    }
    return true;
  }

  private static @Nullable String message(Throwable throwable) {
    try {
      String text = throwable.getMessage();
      return text == null || text.length() <= MAX_MESSAGE_CHARS
          ? text
          : text.substring(0, MAX_MESSAGE_CHARS);
    } catch (RuntimeException cannotSpeak) {
      return null;
    }
  }
}
