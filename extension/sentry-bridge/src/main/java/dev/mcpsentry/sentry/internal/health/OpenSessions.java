package dev.mcpsentry.sentry.internal.health;

import dev.mcpsentry.sentry.internal.health.OpenSession.Status;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * MCP sessions from their first operation to their end, at most 1,000: where there is no room, and
 * after half an hour, whoever was silent longest ends. Belongs to one thread.
 */
final class OpenSessions {

  /** Hears of a session each time there is something to tell. */
  interface Listener {
    void told(OpenSession session, Status status);
  }

  static final int MOST = 1_000;
  static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

  private static final int SALT_BYTES = 16;

  private final Listener listener;
  private final byte[] salt = new byte[SALT_BYTES];

  // the longest silent first
  private final Map<String, OpenSession> open = new LinkedHashMap<>(16, 0.75f, true);

  // what ends after its session belongs to no other
  private final Map<String, Long> closed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  OpenSessions(Listener listener) {
    this.listener = listener;
    new SecureRandom().nextBytes(salt);
  }

  /**
   * An operation of a session, which begins with its first.
   *
   * @param user who asked, as Sentry may know him; null for nobody
   */
  void operation(
      String name,
      @Nullable String user,
      long startEpochNanos,
      long endEpochNanos,
      Health health,
      long now) {
    OpenSession session = open.get(name);
    if (session == null) {
      Long end = closed.get(name);
      if (end != null && startEpochNanos <= end) {
        return;
      }
      if (open.size() >= MOST) {
        endEldest();
      }
      session = new OpenSession(sid(name, startEpochNanos), startEpochNanos);
      open.put(name, session);
    }
    session.usedBy(user);
    session.operation(endEpochNanos, health, now);
  }

  /** The end of a session; does nothing for one that is not known. */
  void close(String name, long epochNanos) {
    OpenSession session = open.remove(name);
    closed.put(name, epochNanos);
    if (session != null) {
      session.until(epochNanos);
      listener.told(session, session.end());
    }
  }

  /** An exception that nobody caught, which may be the end of the process. */
  void crash() {
    open.values().forEach(OpenSession::orphan);
  }

  /** Ends those that were silent for too long. */
  void expire(long now) {
    while (!open.isEmpty() && now - open.values().iterator().next().seenNanos() >= SILENCE_NANOS) {
      endEldest();
    }
  }

  /** Tells what is new of those that go on. */
  void tell() {
    for (OpenSession session : open.values()) {
      if (session.isToTell()) {
        listener.told(session, Status.OK);
      }
    }
  }

  /** Ends them all, with the process. */
  void end() {
    open.values().forEach(session -> listener.told(session, session.endWithProcess()));
    open.clear();
  }

  private void endEldest() {
    Iterator<OpenSession> eldest = open.values().iterator();
    OpenSession session = eldest.next();
    eldest.remove();
    listener.told(session, session.end());
  }

  // nobody can compute the session's id, which opens doors, nor whether he guessed it; a session
  // that goes on after it ended, or at another process, is another one
  private String sid(String name, long startEpochNanos) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(startEpochNanos).array());
      ByteBuffer digest = ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
      // version 8, of one's own making (RFC 9562)
      long high = digest.getLong() & ~0xF000L | 0x8000L;
      long low = digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
