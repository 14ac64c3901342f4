package dev.mcpsentry.sentry.internal.options.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseDetectionTest {

  private static final String COMMIT = "3d0a1f5c9f3c5f1c9b2a7d8e6f4a1b2c3d4e5f60";

  private final Map<String, Map<String, String>> files = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void nothing_isNoRelease() {
    assertThat(find()).isEqualTo(Release.NONE);
  }

  @Test
  void places_areAskedInTheirOrder() {
    environment.put("SOURCE_VERSION", "general");
    assertThat(find()).hasToString("general (from SOURCE_VERSION)");
    environment.put("HEROKU_SLUG_COMMIT", COMMIT);
    assertThat(find()).hasToString(COMMIT + " (from HEROKU_SLUG_COMMIT)");
    files.put("manifest", Map.of("Implementation-Title", "shop", "Implementation-Version", "1.1"));
    assertThat(find()).hasToString("shop@1.1 (from MANIFEST.MF)");
    files.put(
        "META-INF/build-info.properties",
        Map.of("build.name", "shop", "build.artifact", "shop-app", "build.version", "1.2"));
    assertThat(find()).hasToString("shop@1.2 (from build-info.properties)");
    files.put("git.properties", Map.of("git.commit.id", COMMIT, "git.build.version", "1.3"));
    assertThat(find()).hasToString(COMMIT + " (from git.properties)");
    files.put("sentry.properties", Map.of("release", "shop@1.4"));
    assertThat(find()).hasToString("shop@1.4 (from sentry.properties)");
  }

  @Test
  void commitInFull_isUsedWhereItHasTheOtherName() {
    files.put("git.properties", Map.of("git.commit.id.full", COMMIT));
    assertThat(find().name()).isEqualTo(COMMIT);
  }

  @Test
  void artifact_standsInForTheName() {
    files.put(
        "META-INF/build-info.properties",
        Map.of("build.artifact", "shop-app", "build.version", "1.2"));
    assertThat(find().name()).isEqualTo("shop-app@1.2");
  }

  @ParameterizedTest
  @CsvSource({
    "sentry.properties, release, ${project.version}",
    "sentry.properties, release, ..",
    "git.properties, git.commit.id, @git.commit.id@",
    "git.properties, git.commit.id, ''",
    "META-INF/build-info.properties, build.version, ${version}",
    "manifest, Implementation-Version, unspecified",
    "manifest, Implementation-Title, shop",
  })
  void placeThatSaysNothing_isPassedOver(String file, String key, String value) {
    files.put(file, Map.of(key, value));
    environment.put("GITHUB_SHA", COMMIT);
    assertThat(find()).hasToString(COMMIT + " (from GITHUB_SHA)");
  }

  private Release find() {
    BuildFiles build =
        new BuildFiles() {
          @Override
          public Map<String, String> properties(String name) {
            return files.getOrDefault(name, Map.of());
          }

          @Override
          public Map<String, String> manifest() {
            return files.getOrDefault("manifest", Map.of());
          }
        };
    return new ReleaseDetection(build, environment::get).find();
  }
}
