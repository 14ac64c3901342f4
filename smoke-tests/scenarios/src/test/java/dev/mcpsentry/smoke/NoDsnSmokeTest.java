package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nowhere to send is no reason not to run; one line says so. */
class NoDsnSmokeTest {

  @Test
  void withoutDsn_oneLineSaysThatSentryIsOff() throws JsonProcessingException {
    List<String> lines = run(SdkProgram.current(Transport.STDIO).watched());

    assertThat(lines).filteredOn(line -> line.contains("SENTRY_DSN")).hasSize(1);
  }

  @Test
  void malformedDsn_isNamedWithoutItsKey() throws JsonProcessingException {
    List<String> lines =
        run(
            SdkProgram.current(Transport.STDIO)
                .watched()
                .environment("SENTRY_DSN", "ftp:/topsecretkey@nowhere"));

    assertThat(lines)
        .filteredOn(line -> line.contains("SENTRY_DSN"))
        .singleElement()
        .asString()
        .contains("malformed");
    assertThat(lines).noneMatch(line -> line.contains("topsecretkey"));
  }

  private static List<String> run(JavaProgram program) throws JsonProcessingException {
    try (Served served = Served.start(program, Transport.STDIO)) {
      StandardSession.run(served.client(), Transport.STDIO);
      assertThat(served.end().code()).isZero();
      StdoutPuritySmokeTest.assertPure(served.child());
      return served.child().stderr().lines().stream()
          .filter(line -> line.startsWith("[mcp-sentry]"))
          .toList();
    }
  }
}
