package dev.mcpsentry.sentry.internal.issue;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

  // names of classes that are made at run time
  private static final Pattern GENERATED =
      Pattern.compile(
          """
          \\$\\$SpringCGLIB\\$\\$ | BySpringCGLIB\\$\\$ | ByCGLIB\\$\\$   # Spring
          | ByGuice\\$\\$                                            # Guice
          | \\$ByteBuddy\\$ | _\\$\\$_jvst | \\$\\$_WeldSubclass          # Byte Buddy, Javassist, Weld
          | \\$Proxy\\$_\\$\\$_Weld | \\$HibernateProxy\\$                # Weld, Hibernate
          | _(ClientProxy|Subclass)$ | \\$Intercepted$             # Quarkus, Micronaut
          | (^|\\.)\\$Proxy\\d+$ | \\$\\$Lambda                        # the JDK
          """,
          Pattern.COMMENTS);

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
    return "<generated>".equals(file) || GENERATED.matcher(module).find();
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
