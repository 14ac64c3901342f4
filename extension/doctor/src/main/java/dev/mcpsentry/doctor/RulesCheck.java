package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.sampling.RulesFile;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written in languages of our own.
 *
 * @param surroundings what is said
 * @param redaction what is not told of complaints
 */
record RulesCheck(Surroundings surroundings, Redaction redaction) implements Check {

  private static final int MAX_CHARS = 300;

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    String rules = surroundings.text(Settings.RULES.property());
    if (rules != null) {
      List<String> wrong = new ArrayList<>();
      Rules unused = Rules.of(rules, wrong::add);
      add(findings, Settings.RULES.environmentVariable(), wrong);
    }
    String file = surroundings.text(Settings.SAMPLING_RULES.property());
    if (file != null) {
      add(
          findings,
          Settings.SAMPLING_RULES.environmentVariable(),
          RulesFile.read(file).complaints());
    }
    return findings;
  }

  private void add(List<Finding> findings, String variable, List<String> wrong) {
    if (wrong.isEmpty()) {
      findings.add(Finding.ok(name(), variable + " can be read"));
    }
    for (String complaint : wrong) {
      findings.add(
          Finding.fail(
              name(),
              variable + ", " + redaction.text(complaint, MAX_CHARS),
              "the others count; see docs/configuration.md"));
    }
  }
}
