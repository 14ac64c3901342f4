package dev.mcpsentry.doctor;

import dev.mcpsentry.doctor.Surroundings.Layer;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What checks find where somebody says so. */
final class Said {

  static final Redaction REDACTION = new Redaction(List.of());

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Said() {}

  static Surroundings by(Map<String, String> variables) {
    return by(Map.of(), variables);
  }

  static Surroundings by(Map<String, String> properties, Map<String, String> variables) {
    return new Surroundings(List.of(Layer.of("", properties, variables)));
  }

  /** All findings with this DSN. */
  static List<Finding> toDsn(String dsn) {
    return with(Map.of("SENTRY_DSN", dsn));
  }

  static List<Finding> with(Map<String, String> variables) {
    return with(variables, TIMEOUT);
  }

  static List<Finding> with(Map<String, String> variables, Duration timeout) {
    return checkup(false, timeout).findings(by(variables), null);
  }

  static List<Finding> sending(Map<String, String> variables) {
    return checkup(true, TIMEOUT).findings(by(variables), null);
  }

  private static Checkup checkup(boolean send, Duration timeout) {
    return new Checkup(new File("nowhere.jar"), null, null, (Path) null, send, timeout);
  }

  /** The one finding of a check. */
  static Finding one(List<Finding> findings, String check) {
    List<Finding> its = of(findings, check);
    if (its.size() != 1) {
      throw new AssertionError(check + ": " + findings);
    }
    return its.get(0);
  }

  static List<Finding> of(List<Finding> findings, String check) {
    return findings.stream().filter(finding -> finding.check().equals(check)).toList();
  }
}
