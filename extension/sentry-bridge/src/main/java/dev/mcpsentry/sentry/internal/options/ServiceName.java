package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.sentry.internal.options.release.StartedProgram;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the program is called where nobody named it: its jar, or its main class. Only Sentry is told
 * so; the resource that the user's own exporters see stays as OpenTelemetry made it.
 */
final class ServiceName {

  // main classes that start somebody else's
  private static final List<String> LAUNCHERS =
      List.of("org.springframework.boot.loader.", "io.quarkus.bootstrap.");

  // OpenTelemetry resource conventions: what an SDK says for want of a name
  private static final String UNKNOWN = "unknown_service";

  private ServiceName() {}

  /**
   * The name, or null when there is none worth telling.
   *
   * @param given OpenTelemetry's {@code service.name}
   * @param process the system properties
   */
  static @Nullable String of(@Nullable String given, Properties process) {
    if (given != null && !given.isBlank() && !given.startsWith(UNKNOWN)) {
      return given;
    }
    StartedProgram program = StartedProgram.of(process);
    return program.jar() == null ? mainClass(program) : withoutExtension(program.jar().getName());
  }

  private static @Nullable String mainClass(StartedProgram program) {
    String name = program.mainClass();
    return name == null || LAUNCHERS.stream().anyMatch(name::startsWith) ? null : name;
  }

  private static String withoutExtension(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }
}
