package dev.mcpsentry.instrumentation.advice;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of a library where its classes come from: by what Maven wrote there of the
 * library's own artifacts, else by the manifest, else by the jar's name. The latter two count only
 * where they are the library's own, and not those of a jar it was packed into. Every place is
 * looked at once.
 */
final class LibraryVersion {

  static final String UNKNOWN = "(version unknown)";

  private static final int MAX_PLACES = 64;
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private LibraryVersion() {}

  static String of(KnownLibrary library, @Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      return UNKNOWN;
    }
    String key = library.artifacts() + " " + location;
    String known = KNOWN.get(key);
    if (known == null) {
      known = of(library, location);
      if (KNOWN.size() < MAX_PLACES) {
        KNOWN.put(key, known);
      }
    }
    return known;
  }

  static String of(KnownLibrary library, URL location) {
    CodePlace place = CodePlace.of(location);
    String version = place == null ? null : written(library, place);
    if (version == null) {
      version = named(library, place == null ? location.toString() : place.name());
    }
    return version == null ? UNKNOWN : version;
  }

  private static @Nullable String written(KnownLibrary library, CodePlace place) {
    CodePlace.Papers papers;
    try {
      papers = place.papers(library.artifacts());
    } catch (IOException | RuntimeException e) {
      return null;
    }
    for (String artifact : library.artifacts()) {
      Properties pom = papers.poms().get(artifact);
      String version = pom == null ? null : text(pom.getProperty("version"));
      if (version != null) {
        return version;
      }
    }
    return papers.manifest() == null ? null : declared(library, papers.manifest(), place.name());
  }

  private static @Nullable String declared(
      KnownLibrary library, Manifest manifest, String placeName) {
    String landmark = library.landmarks().get(0);
    String folder = landmark.substring(0, landmark.lastIndexOf('.') + 1).replace('.', '/');
    Attributes ofPackage = manifest.getAttributes(folder);
    String version =
        ofPackage == null ? null : text(ofPackage.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
    if (version != null) {
      return version;
    }
    Attributes main = manifest.getMainAttributes();
    String title = main.getValue(Attributes.Name.IMPLEMENTATION_TITLE);
    String bundle = main.getValue("Bundle-SymbolicName");
    for (String artifact : library.artifacts()) {
      String id = id(artifact);
      if (id.equals(title)
          || artifact.replace(':', '.').equals(bundle)
          || placeName.equals(id + ".jar")) {
        version = text(main.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        return version == null ? text(main.getValue("Bundle-Version")) : version;
      }
    }
    return null;
  }

  // Quarkus puts the group before the name
  private static @Nullable String named(KnownLibrary library, String place) {
    for (String artifact : library.artifacts()) {
      String group = artifact.substring(0, artifact.indexOf(':') + 1).replace(':', '.');
      Matcher name =
          Pattern.compile(
                  "(?:^|.*/)(?:%s)?%s-(\\d[\\w.+-]*)\\.jar(?:!?/)?"
                      .formatted(Pattern.quote(group), Pattern.quote(id(artifact))))
              .matcher(place);
      if (name.matches()) {
        return name.group(1);
      }
    }
    return null;
  }

  private static String id(String artifact) {
    return artifact.substring(artifact.indexOf(':') + 1);
  }

  private static @Nullable String text(@Nullable String value) {
    // a build that did not fill in its own template
    return value == null || value.isBlank() || value.contains("${") ? null : value.trim();
  }
}
