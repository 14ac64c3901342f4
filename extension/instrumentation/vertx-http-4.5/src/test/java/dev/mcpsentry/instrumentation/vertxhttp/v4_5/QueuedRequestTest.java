package dev.mcpsentry.instrumentation.vertxhttp.v4_5;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

class QueuedRequestTest {

  private static final ContextKey<String> KEY = ContextKey.named("request");

  @Test
  void requestThatWaited_goesOnWithItsOwnContext_notWithThatOfTheOneBefore() {
    Context before = Context.root().with(KEY, "before");
    Context own = Context.root().with(KEY, "own");
    Object request = new Object();
    try (Scope scope = own.makeCurrent()) {
      QueuedRequest.waits(request);
    }
    try (Scope scope = before.makeCurrent()) {
      try (Scope resumed = QueuedRequest.resume(request)) {
        assertThat(resumed).isNotNull();
        assertThat(Context.current()).isSameAs(own);
      }
      assertThat(Context.current()).isSameAs(before);
    }
  }

  @Test
  void requestOutsideOfAnyTrace_isInNone() {
    Object request = new Object();
    QueuedRequest.waits(request);
    try (Scope scope = Context.root().with(KEY, "before").makeCurrent();
        Scope resumed = QueuedRequest.resume(request)) {
      assertThat(Context.current().get(KEY)).isNull();
    }
  }

  @Test
  void requestThatDidNotWait_isLeftAlone() {
    assertThat(QueuedRequest.resume(new Object())).isNull();
  }
}
