package dev.mcpsentry.instrumentation.advice;

import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a reader of the report calls one of several applications in a process. */
final class ApplicationPlace {

  // unpacked, packed or virtual: .../webapps/shop/WEB-INF/lib/x.jar,
  // .../shop.war!/WEB-INF/lib/x.jar
  private static final Pattern WEB_APPLICATION =
      Pattern.compile("([^/\\\\]+?)(?:\\.war)?(?:!|\\*)?/WEB-INF/");

  private static final int MAX_LENGTH = 100;

  private ApplicationPlace() {}

  /** The web application that brought a class; null when it came from elsewhere. */
  static @Nullable String webApplication(ClassLoader loader, @Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      return null;
    }
    Matcher matcher = WEB_APPLICATION.matcher(location.toString());
    if (!matcher.find()) {
      return null;
    }
    String name = loader.getName();
    return "web application " + capped(name == null || name.isBlank() ? matcher.group(1) : name);
  }

  /** A class loader, by its own name or else its type. */
  static String classLoader(ClassLoader loader) {
    String name = loader.getName();
    return "class loader "
        + capped(name == null || name.isBlank() ? loader.getClass().getSimpleName() : name);
  }

  private static String capped(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }
}
