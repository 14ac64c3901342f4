package dev.mcpsentry.telemetry.options;

import dev.mcpsentry.telemetry.options.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings of the catalogue, in whatever class loader. A wrong value yields its default and
 * one complaint. Belongs to one thread.
 */
public final class SettingsReader {

  private final Source properties;
  private final Source environment;
  private final List<String> complaints = new ArrayList<>();

  /** Where texts come from. */
  public interface Source {

    /** The text of this name; null when there is none. */
    @Nullable String text(String name);
  }

  /** Reads from whatever has all settings under the names of their properties. */
  public SettingsReader(Source properties) {
    this(properties, variable -> null);
  }

  private SettingsReader(Source properties, Source environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** Reads system properties, then environment variables. */
  public static SettingsReader ofProcess() {
    return new SettingsReader(System::getProperty, System::getenv);
  }

  /** Reads from the given sources, the first winning; either may answer null. */
  static SettingsReader of(
      UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
    return new SettingsReader(property::apply, environment::apply);
  }

  /** The value, or the default when nothing right is given. */
  public <T> T get(Setting<T> setting) {
    String text = given(setting);
    if (text == null) {
      return setting.defaultValue();
    }
    T value = setting.codec().reading().of(text, wrong -> complain(setting, wrong));
    if (value == null) {
      complain(setting, text);
      return setting.defaultValue();
    }
    return value;
  }

  private void complain(Setting<?> setting, String wrong) {
    complaints.add(setting.complaint(wrong, place(setting)));
  }

  // what the agent reads from does not tell where it has it from
  private static String place(Setting<?> setting) {
    if (System.getProperty(setting.property()) != null) {
      return "system property " + setting.property();
    }
    return System.getenv(setting.environmentVariable()) != null
        ? "environment variable"
        : "the agent's configuration file";
  }

  /** What the user wrote, without white space around it; null when it is nothing. */
  public @Nullable String given(Setting<?> setting) {
    String text = properties.text(setting.property());
    if (text == null && setting.kind() != Kind.INTERNAL) {
      text = environment.text(setting.environmentVariable());
    }
    return text == null || text.isBlank() ? null : text.trim();
  }

  /** One sentence for each wrong value read so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }
}
