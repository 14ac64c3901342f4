package dev.mcpsentry.sentry.internal.options.release;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which release runs where nobody said so, in the order of the documentation. Pure, but
 * for what it asks.
 */
public final class ReleaseDetection {

  // of the places where Sentry's SDKs for other languages look, those that may be set where a
  // server runs; the specific before the general
  private static final List<String> VARIABLES =
      List.of(
          "HEROKU_BUILD_COMMIT",
          "HEROKU_SLUG_COMMIT",
          "VERCEL_GIT_COMMIT_SHA",
          "RENDER_GIT_COMMIT",
          "RAILWAY_GIT_COMMIT_SHA",
          "CODEBUILD_RESOLVED_SOURCE_VERSION",
          "GITHUB_SHA",
          "CI_COMMIT_SHA",
          "BITBUCKET_COMMIT",
          "CIRCLE_SHA1",
          "BUILDKITE_COMMIT",
          "DRONE_COMMIT_SHA",
          "TRAVIS_COMMIT",
          "BUILD_SOURCEVERSION",
          "GIT_COMMIT",
          "SOURCE_VERSION");

  private static final String GIT = "git.properties";
  private static final String BUILD = "META-INF/build-info.properties";
  private static final String SENTRY = "sentry.properties";

  private final BuildFiles files;
  private final Function<String, @Nullable String> environment;

  ReleaseDetection(BuildFiles files, Function<String, @Nullable String> environment) {
    this.files = files;
    this.environment = environment;
  }

  /**
   * The release of the program that this process was started with; loads nothing of it.
   *
   * @param process the system properties
   * @param environment the environment variables, by name
   */
  public static Release ofProcess(
      Properties process, Function<String, @Nullable String> environment) {
    try (ApplicationFiles files = ApplicationFiles.of(process)) {
      return new ReleaseDetection(files, environment).find();
    } catch (RuntimeException unreadable) {
      // a security manager, or a file that changes meanwhile
      return Release.NONE;
    }
  }

  /** The release and where it was found; {@link Release#NONE} when there is none. */
  Release find() {
    Release release = found(written(files.properties(SENTRY), "release"), SENTRY);
    if (release == null) {
      // before the version, as Sentry's starter for Spring Boot has it
      Map<String, String> git = files.properties(GIT);
      String commit = written(git, "git.commit.id");
      release = found(commit == null ? written(git, "git.commit.id.full") : commit, GIT);
    }
    if (release == null) {
      Map<String, String> build = files.properties(BUILD);
      String name = written(build, "build.name");
      release =
          found(
              ReleaseName.of(
                  name == null ? build.get("build.artifact") : name, build.get("build.version")),
              "build-info.properties");
    }
    if (release == null) {
      Map<String, String> manifest = files.manifest();
      release =
          found(
              ReleaseName.of(
                  manifest.get("Implementation-Title"), manifest.get("Implementation-Version")),
              "MANIFEST.MF");
    }
    return release == null ? ofEnvironment() : release;
  }

  private Release ofEnvironment() {
    for (String variable : VARIABLES) {
      Release release = found(ReleaseName.written(environment.apply(variable)), variable);
      if (release != null) {
        return release;
      }
    }
    return Release.NONE;
  }

  private static @Nullable String written(Map<String, String> properties, String key) {
    return ReleaseName.written(properties.get(key));
  }

  private static @Nullable Release found(@Nullable String text, String source) {
    String name = ReleaseName.of(text);
    return name == null ? null : new Release(name, source, null);
  }
}
