package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.StderrLog;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells on stderr, once per library and version, whether it was hooked, and why not. */
final class HookReport {

  private static final String DEFAULT_ENABLED = "otel.instrumentation.common.default-enabled";

  static final HookReport INSTANCE = new HookReport(new StderrLog());

  private final StderrLog log;
  private final Set<String> hooked = ConcurrentHashMap.newKeySet();
  private volatile Function<String, @Nullable String> settings = HookReport::ofProcess;

  HookReport(StderrLog log) {
    this.log = log;
  }

  /** Looks there for what is switched off; at first in the process' own settings only. */
  void readFrom(Function<String, @Nullable String> agentSettings) {
    settings = agentSettings;
  }

  /** A module is being applied to a landmark of its library. */
  void hooked(KnownLibrary library, @Nullable ProtectionDomain domain) {
    String version = LibraryVersion.of(library, domain);
    if (hooked.add(library.name())) {
      log.once(library.name() + version, library.name() + " " + version + ": monitored");
    }
  }

  /** A landmark was loaded and every module had its chance before. */
  void present(KnownLibrary library, @Nullable ProtectionDomain domain) {
    if (hooked.contains(library.name())) {
      return;
    }
    String version = LibraryVersion.of(library, domain);
    log.once(
        library.name() + version,
        library.name() + " " + version + ": found but not monitored: " + reason(library));
  }

  private String reason(KnownLibrary library) {
    String module = library.instrumentation();
    if (module == null) {
      return "this release has no instrumentation for it";
    }
    String property = "otel.instrumentation." + module + ".enabled";
    for (String name : List.of(property, DEFAULT_ENABLED)) {
      String value = settings.apply(name);
      if ("false".equalsIgnoreCase(value)) {
        return "switched off by " + name + "=false";
      }
      if (value != null) {
        break;
      }
    }
    return "its classes are not the ones this release knows;"
        + " -Dotel.javaagent.debug=true lists the differences";
  }

  private static @Nullable String ofProcess(String property) {
    String value = System.getProperty(property);
    return value == null
        ? System.getenv(property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
        : value;
  }
}
