package dev.mcpsentry.telemetry.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void causes_areWalkedToTheCapAndNotInARing() {
    Throwable inner = new IllegalStateException("inner");
    Throwable outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);

    assertThat(Causes.of(outer)).hasSize(Causes.MAX).startsWith(outer, inner, outer);
  }

  @Test
  void wrappers_areTakenOffWhateverTheirNumber() {
    Throwable thrown = new IOException("thrown");

    assertThat(
            Causes.unwrapped(
                new UndeclaredThrowableException(new InvocationTargetException(thrown))))
        .isSameAs(thrown);
    assertThat(
            Causes.unwrapped(
                new RuntimeException(
                    "Error invoking method: x", new InvocationTargetException(thrown))))
        .isSameAs(thrown);
    assertThat(Causes.unwrapped(new RuntimeException("own", thrown))).hasMessage("own");
  }

  @Test
  void wrappersInARing_areGivenUp() {
    class Wrapper extends InvocationTargetException {
      private Throwable inner;

      @Override
      public synchronized Throwable getCause() {
        return inner;
      }
    }
    Wrapper inner = new Wrapper();
    Wrapper outer = new Wrapper();
    outer.inner = inner;
    inner.inner = outer;

    assertThat(Causes.unwrapped(outer)).isIn(inner, outer);
  }

  @Test
  void causeThatThrows_endsTheWalk() {
    Throwable hostile =
        new IllegalStateException("hostile") {
          @Override
          public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
          }
        };

    assertThat(Causes.of(hostile)).containsExactly(hostile);
  }
}
