package dev.mcpsentry.telemetry.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StandInTest {

  @Test
  void usualThrowable_isRecordedItself() {
    Throwable usual = new IllegalStateException("outer", new IOException("inner"));
    usual.addSuppressed(new IOException("closing"));

    assertThat(StandIn.of(usual)).isSameAs(usual);
    assertThat(StandIn.original(usual)).isSameAs(usual);
  }

  @Test
  void withoutMessages_onlyTypesAndStacksAreLeft() {
    Throwable spoken = new IllegalStateException("outer", new IOException("inner"));
    spoken.addSuppressed(new IOException("closing"));

    Throwable silent = StandIn.withoutMessages(spoken);

    assertThat(silent).hasMessage(null);
    assertThat(silent.getStackTrace()).isEqualTo(spoken.getStackTrace());
    assertThat(StandIn.original(silent)).isSameAs(spoken);
    assertThat(printed(silent))
        .startsWith("java.lang.IllegalStateException\n")
        .contains("Caused by: java.io.IOException\n", "Suppressed: java.io.IOException\n")
        .doesNotContain("outer", "inner", "closing");
  }

  @Test
  void exceptionThatCannotSpeak_needNotWithoutMessages() {
    Throwable mute =
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new AssertionError("asked");
          }
        };

    assertThat(StandIn.withoutMessages(mute)).hasMessage(null);
  }

  @Test
  void manySuppressed_areNotRendered() {
    Throwable inflated = new IllegalStateException("outer", new IOException("the cause"));
    for (int i = 0; i < 5_000; i++) {
      inflated.addSuppressed(new IOException("suppressed " + i));
    }

    Throwable recorded = StandIn.of(inflated);

    assertThat(recorded).isInstanceOf(StandIn.class).hasMessage("outer");
    assertThat(StandIn.original(recorded)).isSameAs(inflated);
    assertThat(recorded.getStackTrace()[0]).isEqualTo(inflated.getStackTrace()[0]);
    assertThat(printed(recorded))
        .startsWith("java.lang.IllegalStateException: outer")
        .contains("Caused by: java.io.IOException: the cause")
        .hasSizeLessThan(60_000);
  }

  @Test
  void deepCauses_areCut() {
    Throwable chain = new IOException("root");
    for (int i = 0; i < 100_000; i++) {
      chain = new IllegalStateException("level", chain);
    }

    assertThat(printed(StandIn.of(chain)).split("Caused by: ")).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void ring_ends() {
    Throwable inner = new IllegalStateException("inner");
    Throwable outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);

    assertThat(printed(StandIn.of(outer)).split("Caused by: ")).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void treeOfSuppressed_isCutInBreadthAndDepth() {
    assertThat(printed(StandIn.of(tree(6))).split("Suppressed: ")).hasSizeLessThanOrEqualTo(21);
  }

  @Test
  void longMessage_isCut() {
    assertThat(StandIn.of(new IOException("m".repeat(1 << 20))).getMessage()).hasSize(8 * 1024);
  }

  private static Throwable tree(int levels) {
    Throwable node = new IOException("node");
    for (int i = 0; levels > 0 && i < 5; i++) {
      node.addSuppressed(tree(levels - 1));
    }
    return node;
  }

  private static String printed(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
