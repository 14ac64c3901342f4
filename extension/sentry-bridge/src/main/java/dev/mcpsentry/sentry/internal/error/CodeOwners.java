package dev.mcpsentry.sentry.internal.error;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whose code a stack frame runs, by the name of its class. */
final class CodeOwners {

  private static final List<String> MONITORING =
      List.of(
          "io.opentelemetry.javaagent.",
          "dev.mcpsentry.telemetry.",
          "dev.mcpsentry.instrumentation.",
          "dev.mcpsentry.sentry.",
          "dev.mcpsentry.bundle.");

  // parts of the names of classes that are made at run time: Spring, CGLIB, Guice, Byte Buddy,
  // Hibernate, Weld, Javassist, Quarkus, Micronaut, the JDK's proxies and lambdas
  private static final List<String> GENERATED =
      List.of(
          "$$SpringCGLIB$$",
          "BySpringCGLIB$$",
          "ByCGLIB$$",
          "ByGuice$$",
          "$ByteBuddy$",
          "$HibernateProxy$",
          "$Proxy$_$$_Weld",
          "_$$_jvst",
          "_ClientProxy",
          "_Subclass",
          "$Definition$Intercepted",
          "$Proxy",
          "$$Lambda");

  private final List<String> includes;
  private final Set<String> libraries;

  /**
   * @param includes package prefixes of the application; when there are any, nothing else is its
   *     own
   */
  CodeOwners(List<String> includes) {
    this.includes = includes;
    this.libraries = KnownLibraries.packages();
  }

  /**
   * Whose code it is.
   *
   * @param module the full name of the class; null when the frame has none
   * @param file the name of the source file; null when the frame has none
   */
  CodeOwner of(@Nullable String module, @Nullable String file) {
    if (module == null) {
      return CodeOwner.LIBRARY;
    }
    if (startsWithOneOf(includes, module)) {
      return CodeOwner.APPLICATION;
    }
    if (startsWithOneOf(MONITORING, module)) {
      return CodeOwner.MONITORING;
    }
    return !includes.isEmpty() || isGenerated(module, file) || isLibrary(module)
        ? CodeOwner.LIBRARY
        : CodeOwner.APPLICATION;
  }

  private static boolean startsWithOneOf(List<String> prefixes, String module) {
    for (String prefix : prefixes) {
      if (module.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGenerated(String module, @Nullable String file) {
    if ("<generated>".equals(file)) {
      return true;
    }
    for (String part : GENERATED) {
      if (module.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLibrary(String module) {
    for (int dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) {
      if (libraries.contains(module.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }
}
