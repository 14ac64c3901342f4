package dev.mcpsentry.sentry.internal.transport;

/** Makes the bridge's threads: they keep neither the process nor an application alive. */
public final class BridgeThread {

  private static final String PREFIX = "mcp-sentry-";

  private BridgeThread() {}

  /** Whether the thread is one of ours. */
  public static boolean is(Thread thread) {
    return thread.getName().startsWith(PREFIX);
  }

  /** A daemon without context class loader and inherited thread locals, not started. */
  public static Thread of(Runnable work, String name) {
    Thread thread = new Thread(null, work, PREFIX + name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
