package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.StderrLog;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells on stderr, once per library and version, whether it was hooked, and why not. */
final class HookReport {

  static final HookReport INSTANCE = new HookReport(new StderrLog());

  private final StderrLog log;
  private final Set<String> hooked = ConcurrentHashMap.newKeySet();

  HookReport(StderrLog log) {
    this.log = log;
  }

  /** A module is being applied to a landmark of its library. */
  void hooked(KnownLibrary library, @Nullable ProtectionDomain domain) {
    String version = LibraryVersion.of(domain);
    if (hooked.add(library.name())) {
      log.once(library.name() + version, library.name() + " " + version + ": monitored");
    }
  }

  /** A landmark was loaded and every module had its chance before. */
  void present(KnownLibrary library, @Nullable ProtectionDomain domain) {
    if (hooked.contains(library.name())) {
      return;
    }
    String version = LibraryVersion.of(domain);
    log.once(
        library.name() + version,
        library.name() + " " + version + ": found but not monitored: " + reason(library));
  }

  private static String reason(KnownLibrary library) {
    String module = library.instrumentation();
    if (module == null) {
      return "this release has no instrumentation for it";
    }
    String property = "otel.instrumentation." + module + ".enabled";
    if (isSwitchedOff(property)) {
      return "switched off by " + property + "=false";
    }
    return "its classes are not the ones this release knows;"
        + " -Dotel.javaagent.debug=true lists the differences";
  }

  private static boolean isSwitchedOff(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      value = System.getenv(property.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"));
    }
    return "false".equalsIgnoreCase(value);
  }
}
