package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells on stderr, once per library, version and application, whether it was hooked, and why not.
 * An application is a class loader: two web applications in one server are two.
 */
final class HookReport {

  /** Of a server that deploys again and again; what comes after them is not named. */
  static final int MAX_LINES = 50;

  static final HookReport INSTANCE = new HookReport(new StderrLog());

  private final StderrLog log;
  // weak: an application that is undeployed goes away
  private final Map<ClassLoader, Set<String>> reported =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<String> subjects = ConcurrentHashMap.newKeySet();
  private final SettingsWriter properties;
  private final List<String> hooked = new ArrayList<>();
  private final List<String> unhooked = new ArrayList<>();
  private final AtomicInteger lines = new AtomicInteger();
  private volatile Supplier<SettingsReader> settings = SettingsReader::ofProcess;

  HookReport(StderrLog log) {
    this(log, SettingsWriter.toProcess());
  }

  HookReport(StderrLog log, SettingsWriter properties) {
    this.log = log;
    this.properties = properties;
  }

  /** Looks there for what is switched off; at first in the process' own settings only. */
  void readFrom(SettingsReader.Source agentSettings) {
    settings = () -> new SettingsReader(agentSettings);
  }

  /** A module is being applied to a landmark of its library in an application. */
  void hooked(
      KnownLibrary library, @Nullable ClassLoader application, @Nullable ProtectionDomain domain) {
    report(library, application, domain, null);
  }

  /** A landmark was loaded there and every module had its chance before. */
  void present(
      KnownLibrary library, @Nullable ClassLoader application, @Nullable ProtectionDomain domain) {
    report(library, application, domain, reason(library));
  }

  private void report(
      KnownLibrary library,
      @Nullable ClassLoader loader,
      @Nullable ProtectionDomain domain,
      @Nullable String reason) {
    ClassLoader application = loader == null ? ClassLoader.getSystemClassLoader() : loader;
    boolean first =
        reported
            .computeIfAbsent(application, unused -> ConcurrentHashMap.newKeySet())
            .add(library.name());
    if (!first) {
      return;
    }
    if (lines.incrementAndGet() > MAX_LINES) {
      log.once("more", "more applications with MCP libraries follow; they are not named");
      return;
    }
    String subject = library.name() + " " + LibraryVersion.of(library, domain);
    String place = ApplicationPlace.webApplication(application, domain);
    if (place == null && !subjects.add(subject)) {
      place = ApplicationPlace.classLoader(application);
    }
    String named = subject + (place == null ? "" : " in " + place);
    log.line(named + (reason == null ? ": monitored" : ": found but not monitored: " + reason));
    publish(named, reason);
  }

  /** Tells the bridge, which tells whoever asks from outside. */
  private synchronized void publish(String named, @Nullable String reason) {
    // what separates entries cannot be in them
    if (reason == null) {
      hooked.add(named.replace(',', ';'));
      properties.put(Settings.LIBRARIES_HOOKED, List.copyOf(hooked));
    } else {
      unhooked.add((named + ": " + reason).replace(',', ';'));
      properties.put(Settings.LIBRARIES_UNHOOKED, List.copyOf(unhooked));
    }
  }

  private String reason(KnownLibrary library) {
    String module = library.instrumentation();
    if (module == null) {
      return "this release has no instrumentation for it";
    }
    SettingsReader reader = settings.get();
    for (Setting<Boolean> setting :
        List.of(
            Settings.instrumentationEnabled(module), Settings.INSTRUMENTATION_DEFAULT_ENABLED)) {
      if (!reader.get(setting)) {
        return "switched off by " + setting.property() + "=false";
      }
      if (reader.given(setting) != null) {
        break;
      }
    }
    return "its classes are not the ones this release knows;"
        + " -Dotel.javaagent.debug=true lists the differences";
  }
}
