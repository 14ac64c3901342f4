package dev.mcpsentry.sentry.internal.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncaughtExceptionsTest {

  private final List<Crash> heard = new ArrayList<>();
  private final List<Throwable> handled = new ArrayList<>();
  private @Nullable UncaughtExceptionHandler tests;

  @BeforeEach
  void remember() {
    tests = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @AfterEach
  void restore() {
    Thread.setDefaultUncaughtExceptionHandler(tests);
  }

  @Test
  void exception_isHeardAndPrintedAsByTheJvm() throws Exception {
    IllegalStateException boom = new IllegalStateException("boom", new RuntimeException("why"));
    String plain = stderrOfADyingThread(boom);
    UncaughtExceptions.hear(heard::add);

    assertThat(stderrOfADyingThread(boom)).isEqualTo(plain).contains("\"worker-7\"", "why");
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).throwable()).isSameAs(boom);
    assertThat(heard.get(0).thread()).isEqualTo("worker-7");
    assertThat(heard.get(0).traceId()).matches("[0-9a-f]{32}");
  }

  @Test
  void handlerThatWasThere_isCalledAndNothingPrinted() throws Exception {
    IllegalStateException boom = new IllegalStateException("boom");
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> handled.add(thrown));
    UncaughtExceptions.hear(heard::add);

    assertThat(stderrOfADyingThread(boom)).isEmpty();
    assertThat(heard).hasSize(1);
    assertThat(handled).containsExactly(boom);
  }

  @Test
  void listenerThatThrows_changesNothing() throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> handled.add(thrown));
    UncaughtExceptions.hear(
        crash -> {
          throw new OutOfMemoryError();
        });

    stderrOfADyingThread(new IllegalStateException("boom"));
    assertThat(handled).hasSize(1);
  }

  @Test
  @SuppressWarnings("removal")
  void threadDeath_isNeitherHeardNorPrinted() throws Exception {
    UncaughtExceptions.hear(heard::add);

    assertThat(stderrOfADyingThread(new ThreadDeath())).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void endlessRecursion_isHeard() throws Exception {
    UncaughtExceptions.hear(heard::add);
    Thread thread = new Thread(UncaughtExceptionsTest::recurse);
    capturing(thread);
    assertThat(heard.get(0).throwable()).isInstanceOf(StackOverflowError.class);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static void recurse() {
    recurse();
  }

  @Test
  void leaving_putsBackWhatWasThere() {
    UncaughtExceptionHandler before = (thread, thrown) -> handled.add(thrown);
    Thread.setDefaultUncaughtExceptionHandler(before);
    UncaughtExceptions.hear(heard::add).leave();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
  }

  @Test
  void leaving_leavesWhoCameAfter() {
    UncaughtExceptions ours = UncaughtExceptions.hear(heard::add);
    UncaughtExceptionHandler after = (thread, thrown) -> handled.add(thrown);
    Thread.setDefaultUncaughtExceptionHandler(after);
    ours.leave();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(after);
  }

  private static String stderrOfADyingThread(Throwable thrown) throws InterruptedException {
    return capturing(new Thread(() -> UncaughtExceptionsTest.<RuntimeException>sneak(thrown)));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static String capturing(Thread thread) throws InterruptedException {
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      thread.setName("worker-7");
      thread.start();
      thread.join();
    } finally {
      System.setErr(stderr);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
