package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mcpsentry.smoke.beside.OtherAgent;
import dev.mcpsentry.smoke.beside.UsersExtension;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other agents, other extensions and other ways to configure OpenTelemetry. */
class BesideOthersSmokeTest {

  private static final Transport TRANSPORT = Transport.STDIO;
  private static final String HOOKED = "MCP Java SDK server " + SdkProgram.CURRENT;

  @TempDir Path directory;

  @Test
  void disabledSdk_isSaidAndNothingIsSent() throws IOException {
    assertOff(
        program -> program.environment("OTEL_SDK_DISABLED", "true"), "OTEL_SDK_DISABLED is true");
  }

  @Test
  void declarativeConfigurationThatNamesUs_tellsEverything() throws Exception {
    Transport http = Transport.STREAMABLE;
    Path file = Path.of("../../docs/operations/declarative.yaml").toAbsolutePath();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                SdkProgram.current(http)
                    .watched(sentry)
                    .environment("OTEL_CONFIG_FILE", file.toString())
                    .environment("OTEL_SERVICE_NAME", "declared"),
                http)) {
      Map<String, String> expected = StandardSession.run(served.client(), http);

      served.end();
      List<String> stderr = served.child().stderr().lines();
      SideBySide.assertSaid(stderr, HOOKED);
      assertThat(stderr).noneMatch(line -> line.contains("disabled"));
      Received received = sentry.received();
      SessionExpectations.check(received, expected, http);
      assertThat(received.transaction("tools/call echo").data("service.name"))
          .isEqualTo("declared");
      assertThat(received.metrics())
          .extracting(TypedItem::name)
          .contains("mcp.server.operation.duration");
      assertThat(received.metrics())
          .filteredOn(metric -> metric.name().equals("app.server.response"))
          .extracting(metric -> metric.attribute("app.access.method"))
          .containsOnly("none");
    }
  }

  @Test
  void declarativeConfigurationThatDoesNot_isSaidAndTheServerRuns() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("otel.yaml"),
            """
            file_format: "1.0"
            tracer_provider:
              processors: []
            """);

    assertOff(
        program -> program.environment("OTEL_CONFIG_FILE", file.toString()), "OTEL_CONFIG_FILE");
  }

  private interface Change {
    JavaProgram of(JavaProgram program);
  }

  private static void assertOff(Change change, String why) throws JsonProcessingException {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(change.of(SdkProgram.current(TRANSPORT).watched(sentry)), TRANSPORT)) {
      StandardSession.run(served.client(), TRANSPORT);

      assertThat(served.end().code()).isZero();
      StdoutPuritySmokeTest.assertPure(served.child());
      assertThat(served.child().stderr().lines())
          .filteredOn(line -> line.startsWith("[mcp-sentry]") && line.contains("disabled"))
          .singleElement()
          .asString()
          .contains(why);
      assertThat(served.child().stderr().lines()).noneMatch(line -> line.contains("stepped aside"));
      assertThat(sentry.requests()).isZero();
    }
  }

  /** It samples, renames and hears spans, as it would without us. */
  @Test
  void usersExtension_worksBesideOurs() throws IOException {
    Path jar =
        TestJar.of(directory.resolve("users.jar"), UsersExtension.class)
            .service("io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider")
            .write();
    JavaProgram program =
        SdkProgram.current(TRANSPORT).plain().jvmArgument("-Dotel.javaagent.extensions=" + jar);
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(SideBySide.watched(program, sentry), TRANSPORT)) {
      Map<String, String> expected = StandardSession.run(served.client(), TRANSPORT);

      assertThat(served.end().code()).isZero();
      List<String> stderr = served.child().stderr().lines();
      assertThat(stderr)
          .filteredOn(line -> line.startsWith(UsersExtension.HEARD))
          .hasSizeGreaterThanOrEqualTo(expected.size())
          .contains(UsersExtension.HEARD + "tools/call echo");
      SideBySide.assertSaid(stderr, HOOKED);
      SessionExpectations.check(sentry.received(), expected, TRANSPORT);
      assertThat(sentry.received().transaction("tools/call echo").data("users.extension"))
          .isEqualTo("here");
    }
  }

  /** One that rewrites every class of the application. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void otherAgent_disturbsNothing(boolean before) throws IOException {
    Path jar =
        TestJar.of(directory.resolve("other.jar"), OtherAgent.class)
            .manifest(new Attributes.Name("Premain-Class"), OtherAgent.class.getName())
            .manifest(new Attributes.Name("Can-Retransform-Classes"), "true")
            .write();
    JavaProgram plain = SdkProgram.current(TRANSPORT).plain();
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program =
          before
              ? SideBySide.watched(plain.agent(jar), sentry)
              : SideBySide.watched(plain, sentry).agent(jar);
      try (Served served = Served.start(program, TRANSPORT)) {
        Map<String, String> expected = StandardSession.run(served.client(), TRANSPORT);

        assertThat(served.end().code()).isZero();
        StdoutPuritySmokeTest.assertPure(served.child());
        List<String> stderr = served.child().stderr().lines();
        assertThat(stderr).anyMatch(line -> line.startsWith(OtherAgent.SEEN));
        SideBySide.assertSaid(stderr, HOOKED);
        SessionExpectations.check(sentry.received(), expected, TRANSPORT);
      }
    }
  }
}
