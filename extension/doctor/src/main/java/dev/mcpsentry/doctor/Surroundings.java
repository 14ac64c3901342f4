package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.options.Setting;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told by system properties, the environment and the agent's configuration file.
 * Immutable.
 *
 * @param layers who says it, the first winning
 */
record Surroundings(List<Layer> layers) {

  private static final String FILE_PROPERTY = "otel.javaagent.configuration-file";

  /**
   * What one process is told.
   *
   * @param whose to begin a place with; empty for this process
   */
  record Layer(
      String whose,
      Map<String, String> properties,
      Map<String, String> variables,
      Map<String, String> file) {

    /** With what its configuration file says; a file that cannot be read says nothing. */
    static Layer of(String whose, Map<String, String> properties, Map<String, String> variables) {
      String name = properties.get(FILE_PROPERTY);
      if (name == null) {
        name = variables.get(variable(FILE_PROPERTY));
      }
      return new Layer(whose, properties, variables, name == null ? Map.of() : read(name));
    }

    private static Map<String, String> read(String name) {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException unreadable) {
        return Map.of();
      }
      return texts(properties);
    }

    @Nullable Given given(String property) {
      String text = properties.get(property);
      if (text != null) {
        return new Given(text, whose + "system property");
      }
      text = variables.get(variable(property));
      if (text != null) {
        return new Given(text, whose + "environment");
      }
      text = file.get(property);
      return text == null ? null : new Given(text, whose + "configuration file");
    }
  }

  /**
   * A text and where it was found.
   *
   * @param place in words
   */
  record Given(String text, String place) {}

  /** Of this process, behind those of the one that is looked at. */
  static Surroundings of(@Nullable Target target) {
    List<Layer> layers = new ArrayList<>();
    if (target != null) {
      layers.add(
          Layer.of("process " + target.pid() + "'s ", target.properties(), target.variables()));
    }
    layers.add(Layer.of("", texts(System.getProperties()), System.getenv()));
    return new Surroundings(layers);
  }

  static Map<String, String> texts(Properties properties) {
    Map<String, String> texts = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> texts.put(name, properties.getProperty(name, "")));
    return texts;
  }

  /** What is said, by the name of the property; null when it is nothing. */
  @Nullable Given given(String property) {
    for (Layer layer : layers) {
      Given given = layer.given(property);
      if (given != null && !given.text().isBlank()) {
        return new Given(given.text().trim(), given.place());
      }
    }
    return null;
  }

  @Nullable Given given(Setting<?> setting) {
    return given(setting.property());
  }

  @Nullable String text(String property) {
    Given given = given(property);
    return given == null ? null : given.text();
  }

  /** A system property, and nothing else; null when nobody set it. */
  @Nullable String property(@Nullable String name) {
    return layers.stream()
        .map(layer -> layer.properties().get(name))
        .filter(text -> text != null)
        .findFirst()
        .orElse(null);
  }

  /** An environment variable, and nothing else; null when nobody set it. */
  @Nullable String variable(@Nullable String name, boolean blank) {
    return layers.stream()
        .map(layer -> layer.variables().get(name))
        .filter(text -> text != null && (blank || !text.isBlank()))
        .findFirst()
        .orElse(null);
  }

  /** The system properties of whoever is looked at. */
  Properties process() {
    Properties process = new Properties();
    process.putAll(layers.get(0).properties());
    return process;
  }

  /** The names of all that is said, as environment variables where it is one, else properties. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Layer layer : layers) {
      names.addAll(layer.variables().keySet());
      names.addAll(layer.properties().keySet());
      names.addAll(layer.file().keySet());
    }
    return names;
  }

  /** The environment variable of a property, by OpenTelemetry's rule. */
  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
