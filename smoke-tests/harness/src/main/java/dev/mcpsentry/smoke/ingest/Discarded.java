package dev.mcpsentry.smoke.ingest;

/**
 * One line of a client report: what the sender dropped.
 *
 * @param reason such as {@code queue_overflow}
 * @param category such as {@code transaction}
 * @param quantity how many
 */
public record Discarded(String reason, String category, int quantity) {}
