package dev.mcpsentry.sentry.internal.envelope;

import static dev.mcpsentry.sentry.internal.envelope.Priority.HEALTH;
import static dev.mcpsentry.sentry.internal.envelope.Priority.ISSUES;
import static dev.mcpsentry.sentry.internal.envelope.Priority.REST;

import org.jspecify.annotations.Nullable;

/**
 * What Sentry knows as items of an envelope, a row each. Rules: Sentry's developer documentation on
 * envelope items.
 */
public enum ItemType {
  EVENT("event", DataCategory.ERROR, ISSUES, new Bound(500, 6L << 20), 2),
  SESSIONS("sessions", DataCategory.SESSION, HEALTH, new Bound(60, 1L << 20), 1),
  SESSION("session", DataCategory.SESSION, HEALTH, new Bound(2_000, 1L << 20), 1),
  CLIENT_REPORT("client_report", null, HEALTH, new Bound(10, 1L << 16), 1),
  /** Span v2. A container twice would be its spans twice. */
  SPAN(
      "span",
      "application/vnd.sentry.items.span.v2+json",
      DataCategory.SPAN,
      REST,
      new Bound(5_000, 16L << 20),
      1),
  /** A container twice would be its logs twice. */
  LOG(
      "log",
      "application/vnd.sentry.items.log+json",
      DataCategory.LOG_ITEM,
      REST,
      new Bound(1_000, 16L << 20),
      1),
  /** A container twice would be its values twice. */
  TRACE_METRIC(
      "trace_metric",
      "application/vnd.sentry.items.trace-metric+json",
      DataCategory.TRACE_METRIC,
      REST,
      new Bound(60, 4L << 20),
      1),
  TRANSACTION("transaction", DataCategory.TRANSACTION, REST, new Bound(5_000, 10L << 20), 2);

  private static final String JSON = "application/json";

  private final String wireName;
  private final String contentType;
  private final @Nullable DataCategory category;
  private final Priority priority;
  private final Bound bound;
  private final int attempts;

  ItemType(
      String wireName,
      @Nullable DataCategory category,
      Priority priority,
      Bound bound,
      int attempts) {
    this(wireName, JSON, category, priority, bound, attempts);
  }

  ItemType(
      String wireName,
      String contentType,
      @Nullable DataCategory category,
      Priority priority,
      Bound bound,
      int attempts) {
    this.wireName = wireName;
    this.contentType = contentType;
    this.category = category;
    this.priority = priority;
    this.bound = bound;
    this.attempts = attempts;
  }

  /** The {@code type} of the item's header. */
  public String wireName() {
    return wireName;
  }

  /** The {@code content_type} of the item's header. */
  public String contentType() {
    return contentType;
  }

  /** Whether several of a kind share an item, whose header then says how many. */
  public boolean isContainer() {
    return !contentType.equals(JSON);
  }

  /** What rate limits call it; null when none applies. */
  public @Nullable DataCategory category() {
    return category;
  }

  /** When it goes, unless what is inside is dearer. */
  public Priority priority() {
    return priority;
  }

  /** How much of it may wait. */
  public Bound bound() {
    return bound;
  }

  /**
   * How often it may reach the server: more than once only what Sentry knows again, by its id, and
   * then ignores.
   */
  public int attempts() {
    return attempts;
  }

  /** Whether Sentry knows it again, and ignores it when it comes twice. */
  public boolean isRepeatable() {
    return attempts > 1;
  }
}
