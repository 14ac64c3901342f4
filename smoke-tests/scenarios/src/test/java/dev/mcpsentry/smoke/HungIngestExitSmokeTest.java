package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An ingest that never answers does not keep a server from ending. */
class HungIngestExitSmokeTest {

  // the budget is 2 s; the rest is for a machine that is busy with something else
  private static final Duration BOUND = Duration.ofSeconds(7);

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void exitIsHardlyDelayed(Transport transport) {
    SdkProgram program = SdkProgram.current(transport);
    Exit plain = exit(program.plain(), transport);
    try (FakeSentry sentry = FakeSentry.start()) {
      sentry.behave(new Behaviour.Hung());

      Exit watched = exit(program.watched(sentry), transport);

      assertThat(sentry.requests()).as("requests that hang").isPositive();
      assertThat(watched.code()).isEqualTo(plain.code());
      assertThat(watched.took()).isLessThan(plain.took().plus(BOUND));
    }
  }

  private static Exit exit(JavaProgram program, Transport transport) {
    try (Served served = Served.start(program, transport)) {
      StandardSession.run(served.client(), transport);
      return served.end();
    }
  }
}
