package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.Behaviour;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** stdout of a stdio server belongs to the protocol. */
class StdoutPuritySmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Occasions to write something there. */
  enum Occasion {
    DEBUG,
    HUNG_INGEST,
    REFUSING_INGEST;

    JavaProgram apply(JavaProgram program, FakeSentry sentry) {
      JavaProgram sending = program.environment("SENTRY_DSN", sentry.dsn());
      return switch (this) {
        case DEBUG ->
            sending.environment("SENTRY_DEBUG", "true").environment("OTEL_JAVAAGENT_DEBUG", "true");
        case HUNG_INGEST -> {
          sentry.behave(new Behaviour.Hung());
          yield sending.environment("SENTRY_DEBUG", "true");
        }
        case REFUSING_INGEST -> {
          sentry.behave(new Behaviour.Failing(500));
          yield sending.environment("SENTRY_DEBUG", "true");
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLineOnStdoutIsJsonRpc(Occasion occasion) throws JsonProcessingException {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                occasion.apply(SdkProgram.current(Transport.STDIO).watched(), sentry),
                Transport.STDIO)) {
      StandardSession.run(served.client(), Transport.STDIO);
      served.end();

      assertPure(served.child());
    }
  }

  /** After a whole session. */
  static void assertPure(ChildJvm child) throws JsonProcessingException {
    assertThat(child.stdout().lines()).hasSizeGreaterThanOrEqualTo(10);
    for (String line : child.stdout().lines()) {
      JsonNode message = MAPPER.readTree(line);
      assertThat(message.path("jsonrpc").asText()).as(line).isEqualTo("2.0");
    }
  }
}
