package dev.mcpsentry.smoke.beside;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An agent that hands back every class as if it had rewritten it. */
public final class OtherAgent {

  /** How the line begins that it says at the end. */
  public static final String SEEN = "OTHER AGENT saw ";

  private OtherAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    Copier copier = new Copier();
    instrumentation.addTransformer(copier, true);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> System.err.println(SEEN + copier.seen.get() + " classes")));
  }

  /** Copies. */
  public static final class Copier implements ClassFileTransformer {

    private final AtomicInteger seen = new AtomicInteger();

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      seen.incrementAndGet();
      return bytes.clone();
    }
  }
}
