package dev.mcpsentry.smoke.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bodies against what is known of Sentry's API, which is not asked. */
class SentryBodiesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void bodies_areWhatTheApiTakes() throws IOException {
    for (String name : List.of("dashboard", "monitors", "alerts")) {
      assertThat(errors(name, body(name))).as(name).isEmpty();
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("dashboard", "", json -> json.put("title", "x".repeat(256))),
        mistake("dashboard", "", json -> json.remove("title")),
        mistake("dashboard", "/widgets/1", json -> json.put("display_type", "pie")),
        mistake("dashboard", "/widgets/1", json -> json.put("widget_type", "traces")),
        mistake("dashboard", "/widgets/1", json -> json.remove("queries")),
        mistake("dashboard", "/widgets/1", json -> json.put("colour", "red")),
        mistake("dashboard", "/widgets/1/queries/0", json -> json.remove("columns")),
        mistake("dashboard", "/widgets/1/queries/0", json -> json.put("orderBy", "x")),
        mistake("dashboard", "/widgets/1/layout", json -> json.put("x", 6)),
        mistake("dashboard", "/widgets/1/layout", json -> json.remove("min_h")),
        mistake("monitors", "/0", json -> json.put("type", "metric_alert")),
        mistake("monitors", "/0", json -> json.remove("condition_group")),
        mistake("monitors", "/0/data_sources/0", json -> json.put("timeWindow", 60 * 7)),
        mistake("monitors", "/0/data_sources/0", json -> json.put("queryType", 1)),
        mistake("monitors", "/0/data_sources/0", json -> json.put("dataset", "spans")),
        // a monitor on spans has no window of a minute
        mistake("monitors", "/2/data_sources/0", json -> json.put("timeWindow", 60)),
        mistake("monitors", "/2/data_sources/0", json -> json.put("queryType", 0)),
        mistake("monitors", "/2/data_sources/0", json -> json.putArray("eventTypes").add("trace")),
        mistake("monitors", "/0/config", json -> json.put("detectionType", "percent")),
        mistake("monitors", "/0/config", json -> json.put("comparisonDelta", 3600)),
        mistake(
            "monitors", "/0/condition_group/conditions/0", json -> json.put("comparison", "ten")),
        mistake(
            "monitors",
            "/0/condition_group/conditions/0",
            json -> json.put("conditionResult", 100)),
        mistake(
            "monitors", "/0/condition_group/conditions/1", json -> json.put("conditionResult", 75)),
        mistake("alerts", "/0", json -> json.putArray("monitors")),
        mistake("alerts", "/0/body/config", json -> json.put("frequency", 3600)),
        mistake("alerts", "/0/body/triggers", json -> json.put("logicType", "all")),
        mistake("alerts", "/0/body/triggers/conditions/0", json -> json.put("type", "created")),
        mistake("alerts", "/0/body", json -> json.putArray("detector_ids").add("MCP")),
        mistake(
            "alerts",
            "/0/body/action_filters/0/actions/0/config",
            json -> json.put("targetType", "IssueOwners")));
  }

  private static Arguments mistake(String body, String place, Consumer<ObjectNode> change) {
    return Arguments.of(body, place, change);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("mistakes")
  void brokenCopy_isRefused(String name, String place, Consumer<ObjectNode> change)
      throws IOException {
    JsonNode copy = body(name);
    JsonNode broken = copy.at(place);
    assertThat(broken).as("what to break").isInstanceOf(ObjectNode.class);
    change.accept((ObjectNode) broken);

    assertThat(errors(name, copy)).isNotEmpty();
  }

  @Test
  void alerts_nameEveryMonitorAndTheProjectsOwn() throws IOException {
    List<String> named = new ArrayList<>();
    for (JsonNode alert : body("alerts")) {
      alert.path("monitors").forEach(monitor -> named.add(monitor.asText()));
    }
    List<String> made = new ArrayList<>(List.of("error"));
    body("monitors").forEach(monitor -> made.add(monitor.path("name").asText()));
    assertThat(named).containsExactlyInAnyOrderElementsOf(made);
  }

  private static JsonNode body(String name) throws IOException {
    return MAPPER.readTree(Repository.SENTRY.resolve(name + ".json").toFile());
  }

  private static List<String> errors(String name, JsonNode body) throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            SentryBodiesTest.class.getResourceAsStream("/sentry-api/" + name + ".schema.json"))) {
      Schema compiled = SCHEMAS.getSchema(schema);
      return compiled.validate(body).stream().map(Object::toString).toList();
    }
  }
}
