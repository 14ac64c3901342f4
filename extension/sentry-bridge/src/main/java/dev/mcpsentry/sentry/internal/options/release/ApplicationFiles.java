package dev.mcpsentry.sentry.internal.options.release;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The application's own part of the class path, before any of its classes is loaded: the jar that
 * was started, else the directories and the jar that has the main class. Others' jars have build
 * files of their own, and are left alone. No directory is listed, and what is read is bounded. The
 * JVM, which went through the same jars for the agent's class, still has them open.
 */
final class ApplicationFiles implements BuildFiles, Closeable {

  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_ENTRIES = 512;
  static final int MAX_JARS = 128;

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  // Spring Boot's jars, archives that start themselves, everything else
  private static final List<String> ROOTS = List.of("BOOT-INF/classes/", "WEB-INF/classes/", "");

  private final List<Place> places;

  private ApplicationFiles(List<Place> places) {
    this.places = places;
  }

  /**
   * Opens them. What cannot be read is not there.
   *
   * @param process the system properties
   */
  static ApplicationFiles of(Properties process) {
    StartedProgram program = StartedProgram.of(process);
    List<Place> places = new ArrayList<>();
    if (program.jar() != null) {
      add(places, Place.jar(program.jar()));
    } else {
      List<File> jars = new ArrayList<>();
      for (File entry : program.classPath()) {
        if (entry.isDirectory()) {
          places.add(new Place.Directory(entry));
        } else {
          jars.add(entry);
        }
      }
      String main = program.mainClassFile();
      if (main != null && places.stream().noneMatch(place -> place.has(main))) {
        add(places, having(main, jars));
      }
    }
    return new ApplicationFiles(places);
  }

  private static void add(List<Place> places, @Nullable Place place) {
    if (place != null) {
      places.add(place);
    }
  }

  private static @Nullable Place having(String main, List<File> jars) {
    for (File file : jars.subList(0, Math.min(jars.size(), MAX_JARS))) {
      Place.Jar jar = Place.jar(file);
      if (jar != null) {
        if (jar.has(main)) {
          return jar;
        }
        jar.close();
      }
    }
    return null;
  }

  @Override
  public Map<String, String> properties(String name) {
    for (Place place : places) {
      for (String root : ROOTS) {
        byte[] content = place.read(root + name, MAX_BYTES);
        if (content != null) {
          return parsed(content);
        }
      }
    }
    return Map.of();
  }

  @Override
  public Map<String, String> manifest() {
    for (Place place : places) {
      byte[] content = place.read(MANIFEST, MAX_BYTES);
      if (content != null) {
        Map<String, String> attributes = mainAttributes(content);
        return StartedProgram.isServers(attributes.get("Main-Class")) ? Map.of() : attributes;
      }
    }
    return Map.of();
  }

  private static Map<String, String> parsed(byte[] content) {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(content));
    } catch (IOException | IllegalArgumentException malformed) {
      // what was read before may be half of something
      return Map.of();
    }
    Map<String, String> entries = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
    return entries;
  }

  private static Map<String, String> mainAttributes(byte[] content) {
    Map<String, String> attributes = new HashMap<>();
    try {
      new Manifest(new ByteArrayInputStream(content, 0, endOfMain(content)))
          .getMainAttributes()
          .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
    } catch (IOException | IllegalArgumentException malformed) {
      return Map.of();
    }
    return attributes;
  }

  // signed jars go on with a section for each file
  private static int endOfMain(byte[] content) {
    boolean empty = false;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        if (empty) {
          return i + 1;
        }
        empty = true;
      } else if (content[i] != '\r') {
        empty = false;
      }
    }
    return content.length;
  }

  @Override
  public void close() {
    places.forEach(Place::close);
  }
}
