package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Every setting of the catalogue, its value and where that came from.
 *
 * @param surroundings what is said
 * @param redaction what is not told of values
 */
record SettingsCheck(Surroundings surroundings, Redaction redaction) implements Check {

  private static final int WIDTH = 100;

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    List<String> defaults = new ArrayList<>();
    for (Setting<?> setting : Settings.ALL) {
      Surroundings.Given given = surroundings.given(setting);
      if (given == null) {
        defaults.add(setting.environmentVariable() + "=" + setting.defaultText());
      } else {
        findings.add(finding(setting, given));
      }
    }
    findings.add(
        Finding.ok(
            name(),
            "%d of %d have their defaults".formatted(defaults.size(), Settings.ALL.size()),
            wrapped(defaults)));
    return findings;
  }

  private <T> Finding finding(Setting<T> setting, Surroundings.Given given) {
    List<String> wrong = new ArrayList<>();
    T value = setting.codec().reading().of(given.text(), wrong::add);
    String shown = new ShownValue(redaction).of(setting, given.text());
    String text = "%s=%s (%s)".formatted(setting.environmentVariable(), shown, given.place());
    if (value != null && wrong.isEmpty()) {
      return Finding.ok(name(), text);
    }
    String instead =
        value == null ? "; '" + setting.defaultText() + "' is used" : "; the rest is used";
    return Finding.fail(
        name(),
        text + ", which is not " + setting.codec().expected() + instead,
        "see " + setting.environmentVariable() + " in docs/configuration.md");
  }

  private static List<String> wrapped(List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() > 0 && line.length() + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
