package dev.mcpsentry.sentry.internal.envelope;

/**
 * How much of something may wait.
 *
 * @param count most envelopes
 * @param bytes most bytes of all of them
 */
public record Bound(int count, long bytes) {}
