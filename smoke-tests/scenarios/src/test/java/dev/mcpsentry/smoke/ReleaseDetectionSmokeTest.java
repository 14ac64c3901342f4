package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody names a release, and the build tells. */
class ReleaseDetectionSmokeTest {

  private static final String COMMIT = "3d0a1f5c9f3c5f1c9b2a7d8e6f4a1b2c3d4e5f60";

  @TempDir private Path directory;

  @Test
  void commitInAnExecutableJar_isTheReleaseOfEverything() throws IOException {
    Path jar = directory.resolve("app.jar");
    Files.copy(Build.rowFile("boot-jar-2.0.0", "app.jar"), jar);
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path classes = Files.createDirectories(inside.getPath("BOOT-INF/classes"));
      Files.writeString(classes.resolve("git.properties"), "git.commit.id=" + COMMIT + "\n");
    }
    assertRelease(
        JavaProgram.jar(jar).arguments("--transport", Transport.STREAMABLE.argument()),
        Transport.STREAMABLE,
        COMMIT,
        "git.properties");
  }

  @Test
  void versionOfTheBuild_isReadFromDirectoriesOfTheClassPath() throws IOException {
    Path info = directory.resolve("META-INF/build-info.properties");
    Files.createDirectories(info.getParent());
    Files.writeString(info, "build.name=shop\nbuild.version=1.2\n");
    assertRelease(
        JavaProgram.main(
                directory + ":" + Build.row("sdk-" + SdkProgram.CURRENT),
                "dev.mcpsentry.smoke.app.sdk.SdkServer")
            .arguments("--transport", Transport.STDIO.argument(), "--mode", "sync"),
        Transport.STDIO,
        "shop@1.2",
        "build-info.properties");
  }

  private static void assertRelease(
      JavaProgram program, Transport transport, String release, String source) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    SideBySide.watched(program, sentry).environment("SENTRY_DIST", "42"), transport)
                .initialized()) {
      served.client().callTool("fail", Map.of());
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(served.child().stderr().lines())
          .anyMatch(line -> line.contains(", release " + release + " (from " + source + "), "));
      assertThat(received.transactions())
          .isNotEmpty()
          .allMatch(transaction -> transaction.release().equals(release))
          .allMatch(transaction -> "42".equals(transaction.tag("sentry.dist")));
      assertThat(received.events())
          .hasSize(1)
          .allMatch(event -> event.json().path("release").asText().equals(release))
          .allMatch(event -> event.json().path("dist").asText().equals("42"));
      assertThat(received.sessionBuckets())
          .isNotEmpty()
          .extracting(SessionBucket::release)
          .containsOnly(release);
    }
  }
}
