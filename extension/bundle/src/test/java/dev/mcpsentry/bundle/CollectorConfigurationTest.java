package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.options.Dsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The shape of the collector's configuration, which nothing here can run. */
class CollectorConfigurationTest {

  private static final Path FILE = Repository.ROOT.resolve("docs/operations/collector.yaml");
  private static final List<String> KINDS = List.of("receivers", "processors", "exporters");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z_]+)}");
  private static final Pattern DSN_KEY = Pattern.compile("[0-9a-f]{16,}");

  private static Map<String, Object> configuration = Map.of();

  @BeforeAll
  static void read() throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    configuration = new Yaml(new SafeConstructor(strict)).load(Files.readString(FILE));
  }

  @Test
  void sections_areTheCollectors() {
    assertThat(configuration).containsOnlyKeys("receivers", "processors", "exporters", "service");
  }

  @Test
  void components_areDefinedAndUsed() {
    for (String kind : KINDS) {
      Set<String> used = new TreeSet<>();
      pipelines().values().forEach(pipeline -> used.addAll(names(pipeline, kind)));
      assertThat(map(configuration, kind).keySet())
          .as(kind)
          .containsExactlyInAnyOrderElementsOf(used);
    }
  }

  @Test
  void pipelines_areOfKnownSignalsAndWhole() {
    assertThat(pipelines()).isNotEmpty();
    pipelines()
        .forEach(
            (name, pipeline) -> {
              assertThat(name.split("/")[0]).isIn("traces", "logs");
              assertThat(map(pipeline)).containsOnlyKeys(KINDS);
              KINDS.forEach(kind -> assertThat(names(pipeline, kind)).as(name).isNotEmpty());
            });
  }

  @Test
  void memory_isLimitedBeforeAnythingElse() {
    pipelines()
        .forEach(
            (name, pipeline) ->
                assertThat(names(pipeline, "processors"))
                    .as(name)
                    .doesNotHaveDuplicates()
                    .startsWith("memory_limiter"));
    Map<String, Object> limiter = map(map(configuration, "processors"), "memory_limiter");
    assertThat(limiter).containsKey("check_interval");
    assertThat((int) limiter.get("spike_limit_percentage"))
        .isLessThan((int) limiter.get("limit_percentage"));
  }

  @Test
  void traces_areWholeWhereTheyAreSampled() {
    Map<String, Object> balancer = map(map(configuration, "exporters"), "loadbalancing");
    assertThat(balancer).containsEntry("routing_key", "traceID");
    String port = map(map(balancer, "resolver"), "dns").get("port").toString();
    pipelines()
        .forEach(
            (name, pipeline) -> {
              List<String> processors = names(pipeline, "processors");
              if (processors.contains("tail_sampling")) {
                for (String receiver : names(pipeline, "receivers")) {
                  assertThat(endpoint(receiver)).as(receiver).endsWith(":" + port);
                }
                assertThat(processors.indexOf("batch"))
                    .as("batches of what is kept")
                    .isGreaterThan(processors.indexOf("tail_sampling"));
              }
            });
    assertThat(names(map(pipelines(), "traces/in"), "exporters")).containsExactly("loadbalancing");
  }

  @Test
  void policies_haveTheSettingsOfTheirType() {
    Map<String, Object> sampling = map(map(configuration, "processors"), "tail_sampling");
    List<Object> policies = new ArrayList<>((List<?>) sampling.get("policies"));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policies.size(); i++) {
      Map<String, Object> policy = map(policies.get(i));
      String type = policy.get("type").toString();
      assertThat(policy).containsOnlyKeys("name", "type", type);
      assertThat(names.add(policy.get("name").toString())).isTrue();
      if (type.equals("and")) {
        policies.addAll((List<?>) map(policy, "and").get("and_sub_policy"));
      }
    }
    assertThat(policies).isNotEmpty();
  }

  @Test
  void endpoint_isWhereOursSendsWithTheSameKey() {
    Dsn dsn = Dsn.parse("https://key@o1.ingest.sentry.io/42");
    Map<String, Object> sentry = map(map(configuration, "exporters"), "otlp_http/sentry");
    Map<String, String> parts =
        Map.of(
            "SENTRY_INGEST_HOST", dsn.host(),
            "SENTRY_PROJECT", dsn.project(),
            "SENTRY_KEY", dsn.publicKey());

    // the collector's exporter adds the signal's path
    assertThat(filled(sentry.get("endpoint"), parts) + "/v1/traces").isEqualTo(dsn.otlpTracesUrl());
    assertThat(map(sentry, "headers")).containsOnlyKeys("x-sentry-auth");
    assertThat(filled(map(sentry, "headers").get("x-sentry-auth"), parts))
        .isEqualTo("sentry sentry_key=key");
  }

  @Test
  void file_hasNoSecretAndNamesItsVariables() throws IOException {
    String text = Files.readString(FILE);
    assertThat(DSN_KEY.matcher(text).find()).isFalse();
    assertThat(VARIABLE.matcher(text).replaceAll("")).doesNotContain("${");
    String comments =
        text.lines()
            .filter(line -> line.startsWith("#"))
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(VARIABLE.matcher(text).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(variable -> assertThat(comments).contains(variable));
  }

  private static String filled(Object template, Map<String, String> values) {
    return VARIABLE
        .matcher(template.toString())
        .replaceAll(found -> values.getOrDefault(found.group(1), "?"));
  }

  private static String endpoint(String receiver) {
    Map<String, Object> protocols =
        map(map(map(configuration, "receivers"), receiver), "protocols");
    assertThat(protocols).hasSize(1);
    return map(protocols.values().iterator().next()).get("endpoint").toString();
  }

  private static Map<String, Object> pipelines() {
    return map(map(configuration, "service"), "pipelines");
  }

  private static List<String> names(Object pipeline, String kind) {
    return ((List<?>) map(pipeline).get(kind)).stream().map(Object::toString).toList();
  }

  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return map(parent.get(key));
  }

  @SuppressWarnings("unchecked") // keys of this file are texts
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
