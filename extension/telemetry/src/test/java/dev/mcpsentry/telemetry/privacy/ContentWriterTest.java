package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContentWriter writer = new ContentWriter(new Redaction(List.of()));

  @Test
  void cardNumber_isMaskedAlsoAsANumber() {
    assertThat(writer.json(Map.of("n", 4111111111111111L))).isEqualTo("{\"n\":\"[Filtered]\"}");
    assertThat(writer.json(Map.of("n", 1795255093286L))).isEqualTo("{\"n\":1795255093286}");
  }

  @Test
  void plainValues_areJson() throws Exception {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", "quote \" slash \\ tab \t line \n bell \u0007 smile \uD83D\uDE00");
    tree.put("number", 1.5);
    tree.put("whole", 7L);
    tree.put("flag", true);
    tree.put("nothing", null);
    tree.put("list", Arrays.asList(1, "two", null));

    assertThat(read(tree)).isEqualTo(JSON.readTree(JSON.writeValueAsString(tree)));
  }

  @Test
  void brokenSurrogatesAndOddNumbers_areStillJson() throws Exception {
    assertThat(read(Map.of("k", "\uD83D alone")).get("k").asText()).endsWith(" alone");
    assertThat(read(Map.of("k", Double.NaN)).get("k").asText()).isEqualTo("NaN");
  }

  @Test
  void secretsByKeyAndByValue_areMasked() throws Exception {
    JsonNode json =
        read(Map.of("password", "hunter2", "deep", Map.of("note", "Bearer abcdefghijkl")));

    assertThat(json.get("password").asText()).isEqualTo(Redaction.MASK);
    assertThat(json.get("deep").get("note").asText()).isEqualTo(Redaction.MASK);
  }

  @Test
  void secretAcrossTheCut_isMaskedToo() {
    String text = "x".repeat(ContentWriter.MAX_VALUE_CHARS - 10) + " Bearer " + "s3cret".repeat(9);

    assertThat(writer.json(text)).doesNotContain("s3cret");
  }

  @Test
  void longValues_areCut() throws Exception {
    String cut = read(Map.of("k", "y".repeat(1_000_000))).get("k").asText();

    assertThat(cut)
        .startsWith("y".repeat(ContentWriter.MAX_VALUE_CHARS))
        .endsWith("yyy… (1,000,000 characters)");
  }

  @Test
  void manyEntries_areCut() throws Exception {
    Map<String, Integer> many =
        IntStream.range(0, 1000).boxed().collect(Collectors.toMap(i -> "k" + i, i -> i));

    assertThat(read(many).size()).isEqualTo(ContentWriter.MAX_ENTRIES + 1);
    assertThat(read(Collections.nCopies(1000, 1)).size()).isEqualTo(ContentWriter.MAX_ENTRIES + 1);
  }

  @Test
  void theWhole_isCapped() {
    Object wide = Collections.nCopies(32, Collections.nCopies(32, "z".repeat(4000)));

    assertThat(writer.json(wide).length())
        .isLessThan(ContentWriter.MAX_TOTAL_CHARS + 2 * ContentWriter.MAX_VALUE_CHARS);
  }

  @Test
  void depth_isCapped() throws Exception {
    Object deep = "bottom";
    for (int i = 0; i < 10_000; i++) {
      deep = Map.of("down", deep);
    }

    assertThat(read(deep).toString()).contains(ContentWriter.CUT).doesNotContain("bottom");
  }

  @Test
  void media_isNotRecorded() throws Exception {
    JsonNode image = read(Map.of("type", "image", "mimeType", "image/png", "data", "iVBORw0K"));
    JsonNode blob = read(Map.of("uri", "a://b", "blob", "AAAA"));

    assertThat(image.get("data").asText()).isEqualTo(ContentWriter.MEDIA);
    assertThat(blob.get("blob").asText()).isEqualTo(ContentWriter.MEDIA);
  }

  @Test
  void textUnderASecretKey_isMasked() {
    assertThat(writer.text("token", "abc")).isEqualTo(Redaction.MASK);
    assertThat(writer.text("name", "Ada")).isEqualTo("Ada");
    assertThat(writer.text("list", List.of(1))).isEqualTo("[1]");
  }

  @Test
  void members_areWrittenWhereTheyAreAllowed() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", 7);
    order.put("note", "plain");
    order.put("customer", Map.of("email", "ada@acme.org"));
    order.put("lines", List.of(Map.of("sku", "a1")));
    assertThat(within("find_*.id,find_*.lines").json(order))
        .isEqualTo("{\"id\":7,\"lines\":[{\"sku\":\"a1\"}]}");
    assertThat(within("!*.email,!*.sku").json(order))
        .isEqualTo("{\"id\":7,\"note\":\"plain\",\"customer\":{},\"lines\":[{}]}");
    assertThat(within("pay.*").json(order)).isEqualTo("{}");
    assertThat(within("*,!*").json(order)).isEqualTo("{}");
    assertThat(within("FIND_ORDERS.ID").json(order)).isEqualTo("{\"id\":7}");
    assertThat(within("*").json(order)).isEqualTo(writer.json(order));
  }

  @Test
  void textsOfAResult_areWrittenOnlyByTheirName() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("content", List.of(Map.of("type", "text", "text", "{email: ada@acme.org}")));
    result.put("structuredContent", Map.of("id", 7));
    result.put("isError", false);
    String data = "{\"structuredContent\":{\"id\":7},\"isError\":false}";
    assertThat(within("*,!*.email").result(result)).isEqualTo(data);
    assertThat(within("find_orders.*").result(result)).isEqualTo(data);
    assertThat(within("*.id").result(result)).isEqualTo(data);
    assertThat(within("*.content").result(result)).contains("ada@acme.org").doesNotContain("7");
    assertThat(within("*.content,!find_*").result(result)).doesNotContain("ada@acme.org");
    assertThat(within("*").result(result)).isEqualTo(writer.json(result));
  }

  @Test
  void listsAtTheTop_haveNoNameToBeAllowedBy() {
    Map<String, Object> result =
        Map.of("structuredContent", List.of("plain", Map.of("id", 7, "note", "plain")));
    assertThat(within("*.id").result(result))
        .isEqualTo("{\"structuredContent\":[\"[Filtered]\",{\"id\":7}]}");
    assertThat(within("*.id").json("plain")).isEqualTo("\"[Filtered]\"");
    assertThat(within("*.id").result(null)).doesNotContain("plain");
  }

  @Test
  void membersThatAreLeftOut_doNotUseUpTheCap() throws Exception {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      many.put("k" + i, i);
    }
    many.put("id", 7);
    assertThat(within("*.id").json(many)).isEqualTo("{\"id\":7}");
  }

  private ContentWriter within(String members) {
    CaptureScope scope = CaptureScope.of(List.of(), List.of(members.split(",")));
    return writer.within(scope.membersOf("find_orders"));
  }

  private JsonNode read(Object tree) throws Exception {
    return JSON.readTree(writer.json(tree));
  }
}
