package dev.mcpsentry.demo.report;

import java.time.Duration;

/**
 * One call as the client saw it.
 *
 * @param what the method and what it was about
 * @param answer in words
 */
public record Asked(String what, String answer, Duration took) {}
