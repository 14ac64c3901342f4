package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TraceBuffers.Limits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceBuffersTest {

  private final List<String> sent = new ArrayList<>();
  private final TraceBuffers<String> buffers =
      new TraceBuffers<>(
          new Limits(10, 50, 4, 100, 8, 200), (trace, kept) -> sent.add(trace + kept));

  @Test
  void trace_goesOnceItIsQuiet() {
    buffers.add("a", "1", 1, 0);
    buffers.add("b", "2", 1, 5);
    buffers.add("a", "3", 1, 9);
    buffers.tick(14);
    assertThat(sent).isEmpty();
    assertThat(buffers.untilNextDeadline(14, 100)).isEqualTo(1);
    buffers.tick(15);
    assertThat(sent).containsExactly("b[2]");
    buffers.tick(19);
    assertThat(sent).containsExactly("b[2]", "a[1, 3]");
    assertThat(buffers.untilNextDeadline(19, 100)).isEqualTo(100);
  }

  @Test
  void traceThatIsNeverQuiet_goesByAge() {
    for (int at = 0; at <= 54; at += 18) {
      buffers.add("a", "" + at, 1, at);
      buffers.add("b", "" + at, 1, at);
    }
    assertThat(sent).contains("a[0, 18, 36, 54]");
  }

  @Test
  void largeTrace_goesAtOnce() {
    for (int i = 0; i < 5; i++) {
      buffers.add("many", "" + i, 1, 0);
    }
    buffers.add("large", "x", 100, 0);
    assertThat(sent).containsExactly("many[0, 1, 2, 3]", "large[x]");
  }

  @Test
  void allTogether_areBoundedInCountAndBytes_theQuietestGoes() {
    for (int i = 0; i < 9; i++) {
      buffers.add("t" + i, "x", 1, i);
    }
    assertThat(sent).containsExactly("t0[x]");
    buffers.add("u", "y", 99, 9);
    buffers.add("v", "y", 99, 9);
    buffers.add("w", "y", 10, 9);
    assertThat(sent).hasSizeGreaterThan(5).doesNotContain("w[y]");
  }

  @Test
  void flush_keepsNothing() {
    buffers.add("a", "1", 1, 0);
    buffers.add("b", "2", 1, 0);
    buffers.flush();
    assertThat(sent).containsExactly("a[1]", "b[2]");
    buffers.flush();
    assertThat(sent).hasSize(2);
  }

  @Test
  void lateOne_isALaterSpan() {
    buffers.add("a", "1", 1, 0);
    buffers.tick(10);
    buffers.add("a", "2", 1, 11);
    buffers.tick(21);
    assertThat(sent).containsExactly("a[1]", "a[2]");
  }
}
