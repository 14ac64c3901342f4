package dev.mcpsentry.smoke.jvm;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Every child that lives; none outlives the JVM of the test. */
final class Children {

  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly)));
  }

  private Children() {}

  static void add(Process process) {
    LIVING.add(process);
    CompletableFuture<Void> unused = process.onExit().thenAccept(LIVING::remove);
  }
}
