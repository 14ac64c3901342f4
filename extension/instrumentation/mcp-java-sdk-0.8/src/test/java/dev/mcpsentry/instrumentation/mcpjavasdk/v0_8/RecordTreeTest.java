package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordTreeTest {

  @Test
  void toolResult_isATree() {
    McpSchema.CallToolResult result =
        McpSchema.CallToolResult.builder()
            .addTextContent("hello")
            .isError(false)
            .structuredContent(Map.of("answer", 42))
            .build();

    assertThat(RecordTree.fields(result))
        .containsEntry("isError", false)
        .containsEntry("structuredContent", Map.of("answer", 42));
    assertThat(RecordTree.fields(result).get("content"))
        .isEqualTo(List.of(Map.of("type", "text", "text", "hello")));
  }

  @Test
  void error_hasItsCodeWhateverItsType() {
    assertThat(RecordTree.fields(new McpSchema.JSONRPCResponse.JSONRPCError(-32602, "bad", null)))
        .containsEntry("code", -32602)
        .containsEntry("message", "bad")
        .doesNotContainKey("data");
  }

  @Test
  void nullsAndPlainValues_areThemselves() {
    assertThat(RecordTree.of(null)).isNull();
    assertThat(RecordTree.of("text")).isEqualTo("text");
    assertThat(RecordTree.of(7)).isEqualTo(7);
    assertThat(RecordTree.of(McpSchema.Role.USER)).isEqualTo("user");
    assertThat(RecordTree.fields("text")).isEmpty();
    assertThat(RecordTree.fields(null)).isEmpty();
  }

  @Test
  void hugeAndCircularTrees_costNothingUntilAskedFor() {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);
    Map<String, Object> ring = new HashMap<>();
    ring.put("ring", ring);

    assertThat(RecordTree.of(circle)).isInstanceOf(List.class);
    Object inside = RecordTree.of(ring);
    for (int i = 0; i < 100; i++) {
      inside = ((Map<?, ?>) inside).get("ring");
    }
    assertThat(((Map<?, ?>) inside).size()).isEqualTo(1);
    assertThat((List<?>) RecordTree.of(Collections.nCopies(10_000, 1))).hasSize(10_000);
    assertThat((Iterable<?>) RecordTree.of(new ArrayDeque<>(Collections.nCopies(10_000, 1))))
        .hasSize(64);
  }

  @Test
  void keysThatAreNoTexts_areTheirTextsWhereTheyAreWalked() {
    Map<Object, Object> keys = new TreeMap<>(Map.of(7, "seven"));
    Map<?, ?> tree = (Map<?, ?>) RecordTree.of(keys);
    assertThat(tree.get("7")).isNull();
    assertThat(tree.containsKey("7")).isFalse();
    assertThat(tree.entrySet()).singleElement().hasToString("7=seven");
  }

  @Test
  void nullsOfRecords_areNotThere_thoseOfMapsAre() {
    Map<String, Object> map = new HashMap<>();
    map.put("nothing", null);
    assertThat((Map<?, ?>) RecordTree.of(map)).hasSize(1);
    assertThat(RecordTree.fields(new McpSchema.TextContent("hello")))
        .hasSize(2)
        .containsEntry("type", "text");
  }
}
