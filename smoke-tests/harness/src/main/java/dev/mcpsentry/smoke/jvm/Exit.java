package dev.mcpsentry.smoke.jvm;

import java.time.Duration;

/**
 * How a child ended.
 *
 * @param code its exit code; 143 after a SIGTERM
 * @param took from the request to end until the end
 */
public record Exit(int code, Duration took) {}
