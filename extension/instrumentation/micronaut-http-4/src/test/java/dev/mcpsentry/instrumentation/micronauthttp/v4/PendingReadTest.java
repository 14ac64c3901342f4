package dev.mcpsentry.instrumentation.micronauthttp.v4;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

class PendingReadTest {

  private static final Context REQUEST = Context.root().with(ContextKey.named("request"), "POST");

  private final Object handler = new Object();

  @Test
  void contextOfWhatWasRead_isCurrentWhenReadingPauses_once() {
    read(REQUEST);
    try (Scope scope = PendingRead.resume(handler)) {
      assertThat(scope).isNotNull();
      assertThat(Context.current()).isSameAs(REQUEST);
    }
    assertThat(Context.current()).isSameAs(Context.root());
    assertThat(PendingRead.resume(handler)).isNull();
  }

  @Test
  void otherConnections_haveNoPartInIt() {
    read(REQUEST);
    assertThat(PendingRead.resume(new Object())).isNull();
    assertThat(PendingRead.resume(handler)).isNull();
  }

  @Test
  void whatIsReadOutsideOfRequests_endsIt() {
    read(REQUEST);
    PendingRead.of(handler);
    assertThat(PendingRead.resume(handler)).isNull();
  }

  @Test
  void contextThatIsThereAlready_stays() {
    Context other = Context.root().with(ContextKey.named("other"), "x");
    read(REQUEST);
    try (Scope scope = other.makeCurrent()) {
      assertThat(PendingRead.resume(handler)).isNull();
      assertThat(Context.current()).isSameAs(other);
    }
  }

  private void read(Context context) {
    try (Scope scope = context.makeCurrent()) {
      PendingRead.of(handler);
    }
  }
}
