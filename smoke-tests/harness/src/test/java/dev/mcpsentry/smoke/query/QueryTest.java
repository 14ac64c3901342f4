package dev.mcpsentry.smoke.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  private static final Item CALL =
      item(
          "{'span.op':'mcp.server','gen_ai.tool.name':'find_orders','span.duration':12500.5,"
              + "'http.response.status_code':404,'app.server.mode.agent':true,'empty':'',"
              + "'http.route':'/mcp/{org?}','message':'say \\\"hi\\\" (now)'}",
          "tools/call find_orders");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "span.op:mcp.server",
        "span.op:mcp.*",
        "span.op:*server",
        "span.op:m*p*r",
        "gen_ai.tool.name:\"find_orders\"",
        "http.response.status_code:404",
        "http.response.status_code:[401,404]",
        "http.response.status_code:[ 404 , \"x\" ]",
        "http.response.status_code:>=404 http.response.status_code:<=404",
        "app.server.mode.agent:true",
        "span.duration:>10s",
        "span.duration:>=12500.5ms",
        "span.duration:<1m",
        "span.duration:>12500",
        "has:gen_ai.tool.name",
        "!has:empty",
        "!has:absent",
        "!span.op:http.server",
        "!absent:value",
        "http.route:\"/mcp/{org?}\"",
        "http.route:/mcp/{org?}",
        "message:\"say \\\"hi\\\" (now)\"",
        "find_orders",
        "FIND",
        "\"call find\"",
        "span.op:http.server OR span.op:mcp.server",
        "(span.op:http.server OR span.op:mcp.server) AND has:gen_ai.tool.name",
        "span.op:mcp.server AND (find OR lose)",
        "has:absent OR span.op:mcp.server has:gen_ai.tool.name",
      })
  void finds(String query) {
    assertThat(Query.parse(query).matches(CALL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "span.op:mcp",
        "span.op:mcpxserver",
        "span.op:\"mcp.*\"",
        "gen_ai.tool.name:[find,orders]",
        "span.duration:>13s",
        "span.duration:<10s",
        "gen_ai.tool.name:>10",
        "absent:<10",
        "absent:*",
        "has:absent",
        "has:empty",
        "!has:span.op",
        "!span.op:[http.server,mcp.server]",
        "lose",
        "span.op:mcp.server has:absent",
        "(span.op:mcp.server OR has:gen_ai.tool.name) has:absent",
        // AND binds first
        "span.op:http.server OR span.op:mcp.server has:absent",
      })
  void findsNot(String query) {
    assertThat(Query.parse(query).matches(CALL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "span.op:| 8",
        "span.op: mcp.server | 8",
        "has: | 4",
        "(a:b | 4",
        "a:b) | 3",
        "a:[b,c | 6",
        "a:[] | 3",
        "a:[b,] | 5",
        "a:\"b | 2",
        "\"b | 0",
        "a:>x | 2",
        "a:>1h | 4",
        "a:>10sec | 6",
        "a:>1e9 | 4",
        "a:>= | 2",
        "a:<open | 2",
        "! a:b | 1",
        "!word | 1",
        "!(a:b) | 1",
        "OR a:b | 0",
        "a:b OR | 6",
        "a:b AND OR c:d | 8",
        "a:b,c | 3",
        "() | 1",
        "< | 0",
      })
  void refuses(String query, int position) {
    assertThatThrownBy(() -> Query.parse(query))
        .asInstanceOf(type(QueryException.class))
        .satisfies(problem -> assertThat(problem.position()).isEqualTo(position))
        .satisfies(problem -> assertThat(problem).hasMessageContaining(query));
  }

  @Test
  void parenthesesWithoutEnd_areRefusedBeforeTheStackIs() {
    assertThatThrownBy(() -> Query.parse("(".repeat(100_000)))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("Too many parentheses, at 51");
  }

  @Test
  void manyStars_areLookedForOnce() {
    Item long_ = item("{'k':'" + "a".repeat(200) + "'}", "");
    assertThat(Query.parse("k:" + "*a".repeat(4) + "b").matches(long_)).isFalse();
  }

  @Test
  void blank_isFilledInAndTakenAsItIs() {
    Query query = Query.parse("gen_ai.tool.name:<tool> http.route:<its route>");

    assertThat(query.blanks())
        .containsEntry("tool", "gen_ai.tool.name")
        .containsEntry("its route", "http.route");
    assertThatThrownBy(() -> query.matches(CALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("<tool>");
    Map<String, String> values = Map.of("tool", "find_orders", "its route", "/mcp/{org?}");
    assertThat(query.filled(values).matches(CALL)).isTrue();
    assertThat(query.filled(values).blanks()).isEmpty();
    assertThat(query.filled(Map.of("tool", "find_*", "its route", "/mcp/{org?}")).matches(CALL))
        .as("a star in a value is a star")
        .isFalse();
  }

  @Test
  void keys_areAllThatItAsksFor() {
    assertThat(Query.parse("a:1 !b:2 (has:c OR d:[1,2]) \"e:f\" g h:<x>").keys())
        .containsExactly("a", "b", "c", "d", "h");
  }

  @Test
  void fasterWorld_shortensDurationsAlone() {
    Item quick = item("{'span.duration':150,'count':150}", "");
    Query query = Query.parse("span.duration:>10s").inAWorldFasterBy(100);
    assertThat(query.matches(quick)).isTrue();
    assertThat(query).hasToString("span.duration:>10s");
    assertThat(Query.parse("count:>1000").inAWorldFasterBy(100).matches(quick)).isFalse();
  }

  static Item item(String json, String text) {
    try {
      ObjectNode fields = (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
      Map<String, com.fasterxml.jackson.databind.JsonNode> map = new HashMap<>();
      fields.properties().forEach(field -> map.put(field.getKey(), field.getValue()));
      return new Item(map, text);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
