package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape of message, from the released jars, as it would go over the wire. */
class ClientMessageTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0-beta5", "1.3.0-beta9", "1.4.0-beta10", "1.5.0-beta11", "1.8.0-beta15",
        "1.9.1-beta17", "1.10.0-beta18", "1.11.0-beta19", "1.12.2-beta22", "1.13.0-beta23",
        "1.15.1-beta25", "1.18.1-beta28"
      })
  void toolCall_isRead_andCarriesContextBesideTheCallersKeys(String version) throws Exception {
    try (URLClassLoader library = LibraryVersions.withOurJson(version)) {
      ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("a", 1);
      Object request = toolCall(library, arguments);
      ClientMessage message = ClientMessage.of(request);

      assertThat(message.method()).isEqualTo("tools/call");
      assertThat(message.id()).isEqualTo(7L);
      assertThat(message.params())
          .containsEntry("name", "echo")
          .containsEntry("arguments", Map.of("a", 1));

      message.carry(meta -> with(meta, "traceparent", "one"));
      assertThat(wire(request).at("/params/_meta/traceparent").asText()).isEqualTo("one");
      assertThat(wire(request).at("/params/arguments/a").asInt()).isEqualTo(1);

      // sent again, it is as if it had never carried anything
      ClientMessage again = ClientMessage.of(request);
      assertThat(again.params().get("_meta")).isNull();
      again.carry(
          meta -> {
            assertThat(meta).isNull();
            return with(meta, "traceparent", "two");
          });
      assertThat(wire(request).at("/params/_meta/traceparent").asText()).isEqualTo("two");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0-beta5", "1.10.0-beta18", "1.12.2-beta22"})
  void ping_hasNoRoomForContextBefore113(String version) throws Exception {
    try (URLClassLoader library = LibraryVersions.withOurJson(version)) {
      Object ping = protocol(library, "McpPingRequest").getConstructor(Long.class).newInstance(8L);
      ClientMessage message = ClientMessage.of(ping);

      message.carry(meta -> with(meta, "traceparent", "one"));

      assertThat(message.method()).isEqualTo("ping");
      assertThat(wire(ping).has("params")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.13.0-beta23", "1.18.1-beta28"})
  void ping_getsParametersForContextSince113(String version) throws Exception {
    try (URLClassLoader library = LibraryVersions.withOurJson(version)) {
      Object ping = protocol(library, "McpPingRequest").getConstructor(Long.class).newInstance(8L);

      ClientMessage.of(ping).carry(meta -> with(meta, "traceparent", "one"));

      assertThat(wire(ping).at("/params/_meta/traceparent").asText()).isEqualTo("one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0-beta5", "1.10.0-beta18", "1.12.2-beta22", "1.18.1-beta28"})
  void answers_haveNoMethod(String version) throws Exception {
    try (URLClassLoader library = LibraryVersions.withOurJson(version)) {
      Object answer =
          protocol(library, "McpPingResponse").getConstructor(Long.class).newInstance(9L);

      assertThat(ClientMessage.of(answer).method()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.0-beta19", "1.12.2-beta22", "1.18.1-beta28"})
  void callContext_isUnwrapped(String version) throws Exception {
    try (URLClassLoader library = LibraryVersions.withOurJson(version)) {
      Object request = toolCall(library, JsonNodeFactory.instance.objectNode());
      Class<?> holder = library.loadClass("dev.langchain4j.mcp.client.McpCallContext");
      Object context = holder.getDeclaredConstructors()[0].newInstance(null, request);

      assertThat(ClientMessage.of(context).identity()).isSameAs(request);
    }
  }

  private static Object toolCall(ClassLoader library, ObjectNode arguments) throws Exception {
    return protocol(library, "McpCallToolRequest")
        .getConstructor(Long.class, String.class, ObjectNode.class)
        .newInstance(7L, "echo", arguments);
  }

  private static Class<?> protocol(ClassLoader library, String name) throws Exception {
    try {
      return library.loadClass("dev.langchain4j.mcp.protocol." + name);
    } catch (ClassNotFoundException e) {
      return library.loadClass("dev.langchain4j.mcp.client.protocol." + name);
    }
  }

  private static Map<String, Object> with(Map<?, ?> meta, String key, String value) {
    Map<String, Object> copy = new HashMap<>();
    if (meta != null) {
      meta.forEach((name, own) -> copy.put(String.valueOf(name), own));
    }
    copy.putIfAbsent(key, value);
    return copy;
  }

  private static JsonNode wire(Object message) throws Exception {
    return JSON.readTree(JSON.writeValueAsString(message));
  }
}
