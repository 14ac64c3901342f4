package dev.mcpsentry.telemetry.error;

import java.util.List;

/**
 * What throwables are called where they cannot be handed over: the same in every class loader of
 * the process, and for a throwable's life hardly ever another's too.
 */
public final class ThrowableIds {

  private ThrowableIds() {}

  /** Those of the throwable and its causes, outermost first. */
  public static List<Long> of(Throwable throwable) {
    return Causes.of(throwable).stream().map(ThrowableIds::id).toList();
  }

  private static Long id(Throwable throwable) {
    long identity = System.identityHashCode(throwable);
    return (identity << Integer.SIZE) | (throwable.getClass().getName().hashCode() & 0xffff_ffffL);
  }
}
