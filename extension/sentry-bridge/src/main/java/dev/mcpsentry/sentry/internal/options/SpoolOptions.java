package dev.mcpsentry.sentry.internal.options;

import org.jspecify.annotations.Nullable;

/**
 * What is kept on disk.
 *
 * @param directory where what cannot be sent is kept; null for nowhere
 */
public record SpoolOptions(@Nullable String directory) {

  /** Nothing is kept. */
  public static final SpoolOptions NONE = new SpoolOptions(null);
}
