package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
  void hugeAndCircularTrees_areBounded() {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);

    assertThat(RecordTree.of(circle)).isNotNull();
    assertThat((List<?>) RecordTree.of(Collections.nCopies(10_000, 1))).hasSize(64);
  }
}
