package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.protocol.McpImplementation;
import dev.langchain4j.mcp.protocol.McpInitializeParams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTreeTest {

  @Test
  void json_isSeenAsMapsAndLists() throws Exception {
    Object tree =
        JsonTree.of(
            new ObjectMapper()
                .readTree("{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":1.5},\"e\":null}"));

    assertThat(tree).isInstanceOf(Map.class);
    Map<?, ?> map = (Map<?, ?>) tree;
    assertThat(map.keySet()).isEqualTo(java.util.Set.of("a", "b", "c", "e"));
    assertThat(map.get("a")).isEqualTo(1);
    assertThat(map.get("b")).isEqualTo(Arrays.asList(true, null, "x"));
    assertThat(map.get("c")).isEqualTo(Map.of("d", 1.5));
    assertThat(map.get("e")).isNull();
    assertThat(map.get("f")).isNull();
    assertThat(map.containsKey("f")).isFalse();
    assertThat(List.copyOf(((List<?>) map.get("b")).subList(2, 3))).isEqualTo(List.of("x"));
  }

  @Test
  void objectsOfTheLibrary_areReadByTheirProperties() {
    McpInitializeParams params = new McpInitializeParams();
    params.setProtocolVersion("2025-06-18");
    params.setClientInfo(new McpImplementation("me", "1"));
    params.setMeta(Map.of("k", "v"));

    Map<String, Object> fields = JsonTree.fields(params);

    assertThat(fields)
        .containsEntry("protocolVersion", "2025-06-18")
        .containsEntry("_meta", Map.of("k", "v"));
    assertThat(((Map<?, ?>) fields.get("clientInfo")).get("name")).isEqualTo("me");
    assertThat(fields).doesNotContainKey("class");
  }

  @Test
  void whatIsNoTree_staysWhatItIs() {
    Object odd = new Object();

    assertThat(JsonTree.of(odd)).isSameAs(odd);
    assertThat(JsonTree.fields(null)).isEmpty();
  }
}
