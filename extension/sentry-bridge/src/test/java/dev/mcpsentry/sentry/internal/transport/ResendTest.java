package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.transport.PostFailure.Progress;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendTest {

  @ParameterizedTest
  @CsvSource({
    // nobody has seen it
    "TRANSACTION, UNCONNECTED, false, LATER, LATER, LATER",
    "SESSIONS, UNCONNECTED, false, LATER, LATER, LATER",
    "TRANSACTION, UNSENT, true, AT_ONCE, AT_ONCE, AT_ONCE",
    "SESSIONS, UNSENT, true, AT_ONCE, AT_ONCE, AT_ONCE",
    "CLIENT_REPORT, UNSENT, false, LATER, NEVER, NEVER",
    // Sentry may have it
    "TRANSACTION, UNANSWERED, true, AT_ONCE, AT_ONCE, AT_ONCE",
    "EVENT, UNANSWERED, false, LATER, NEVER, NEVER",
    "EVENT, GARBLED, true, LATER, NEVER, NEVER",
    "SESSIONS, UNANSWERED, true, NEVER, NEVER, NEVER",
    "SESSIONS, UNANSWERED, false, NEVER, NEVER, NEVER",
    "SESSIONS, GARBLED, false, NEVER, NEVER, NEVER",
    "CLIENT_REPORT, UNANSWERED, true, NEVER, NEVER, NEVER",
    "CLIENT_REPORT, GARBLED, true, NEVER, NEVER, NEVER",
    // Sentry has it, most likely
    "TRANSACTION, LATE, true, NEVER, NEVER, NEVER",
    "EVENT, LATE, false, NEVER, NEVER, NEVER",
    "SESSIONS, LATE, true, NEVER, NEVER, NEVER",
    "TRANSACTION, ABORTED, true, NEVER, NEVER, NEVER",
  })
  void envelope_isSentAgain(
      ItemType type, Progress progress, boolean kept, Resend first, Resend second, Resend third) {
    Envelope envelope = TestEnvelopes.empty(type);
    PostFailure failure = new PostFailure(progress, kept, new IOException("gone"));
    assertThat(Resend.of(envelope, failure)).isEqualTo(first);
    assertThat(Resend.of(envelope, failure)).isEqualTo(second);
    assertThat(Resend.of(envelope, failure)).isEqualTo(third);
  }
}
