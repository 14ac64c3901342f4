package dev.mcpsentry.smoke.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Terraform file against the names of the provider, without either. */
class TerraformTest {

  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\w.\"])((?:data\\.)?sentry_\\w+)\\.(\\w+)\\.id\\b");
  private static final Pattern DECLARED = Pattern.compile("(resource|data) \"(\\w+)\" \"(\\w+)\"");
  private static final Pattern VARIABLE = Pattern.compile("\\bvar\\.(\\w+)");

  @Test
  void file_isOnlyWhatTheProviderKnows() throws Exception {
    assertThat(problems(file())).isEmpty();
    assertThat(file()).contains("= \"%s\"\n".formatted(Terraform.PROVIDER));
  }

  @Test
  void everyMonitorAndAlert_isInIt() throws Exception {
    Catalogue catalogue = Repository.catalogue();
    Map<String, Object> parsed = new HCLParser().parse(file());
    ProviderNames names = ProviderNames.read();
    assertThat(names.blocks(parsed, "resource", "sentry_metric_monitor"))
        .hasSameSizeAs(catalogue.monitors());
    assertThat(names.blocks(parsed, "resource", "sentry_alert"))
        .hasSize((int) catalogue.alerts().stream().filter(alert -> alert.widget() == null).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resource \"sentry_alert\" | resource \"sentry_issue_alert\" | sentry_issue_alert",
        "'min_h ' | 'minimum ' | minimum",
        "'display_type ' | 'display ' | display",
        "\"events\" | \"errors\" | errors",
        "time_window_seconds | time_window | time_window",
        "'condition_group ' | 'conditions ' | conditions",
        "comparison_delta | delta | delta",
        "tagged_event | tag | tag",
        "issue_owners | IssueOwners | IssueOwners",
        "first_seen_event | created | created",
        "sentry_metric_monitor.timeouts.id | sentry_metric_monitor.timeout.id | timeout",
        "var.project | var.projects | projects",
      })
  void brokenCopy_isNoticed(String right, String wrong, String named) throws Exception {
    String broken = file().replace(right.replace("'", ""), wrong.replace("'", ""));
    assertThat(broken).as("something was broken").isNotEqualTo(file());

    assertThat(problems(broken)).anySatisfy(problem -> assertThat(problem).contains(named));
  }

  @Test
  void brackets_areCounted() throws Exception {
    String broken = file().replaceFirst("\\]\n", "\n");
    assertThatThrownBy(() -> problems(broken)).hasRootCauseInstanceOf(HCLParserException.class);
  }

  private static String file() throws IOException {
    return Files.readString(Repository.SENTRY.resolve("main.tf"));
  }

  private static List<String> problems(String text) throws Exception {
    List<String> problems =
        new ArrayList<>(ProviderNames.read().problems(new HCLParser().parse(text)));
    List<String> declared =
        DECLARED
            .matcher(text)
            .results()
            .map(
                found ->
                    (found.group(1).equals("data") ? "data." : "")
                        + found.group(2)
                        + "."
                        + found.group(3))
            .toList();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      if (!declared.contains(reference.group(1) + "." + reference.group(2))) {
        problems.add("nothing is called " + reference.group());
      }
    }
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      if (!text.contains("variable \"%s\"".formatted(variable.group(1)))) {
        problems.add("no variable " + variable.group(1));
      }
    }
    return problems;
  }
}
