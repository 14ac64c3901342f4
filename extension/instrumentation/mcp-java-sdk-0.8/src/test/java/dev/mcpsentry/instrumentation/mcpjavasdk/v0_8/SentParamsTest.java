package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class SentParamsTest {

  private static final Map<String, Object> CONTEXT = Map.of("traceparent", "00-1-2-01");
  private static final Object OURS = new Object();
  private static final McpTransport THE_SDKS = stdio();

  /** A request of the application's own making, whose {@code meta} is nothing of the protocol's. */
  private record Own(String name, Map<String, Object> meta) {}

  private static final class OwnMap extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void offer() {
    TypeRefMap.offer();
  }

  @Test
  void typeWithRoom_isOfItsClassAndOtherwiseTheSame() {
    Map<String, Object> arguments = new HashMap<>(Map.of("a", 1));
    McpSchema.CallToolRequest params = new McpSchema.CallToolRequest("echo", arguments);
    SentParams sent = SentParams.of(OURS, params);
    sent.carry(CONTEXT);

    assertThat(sent.value()).isEqualTo(new McpSchema.CallToolRequest("echo", arguments, CONTEXT));
    assertThat(((McpSchema.CallToolRequest) sent.value()).arguments()).isSameAs(arguments);
    assertThat(params.meta()).isNull();
  }

  @Test
  void callersMeta_isTakenAlongAndNotChanged() {
    Map<String, Object> theirs = new HashMap<>(Map.of("progressToken", "p"));
    McpSchema.ReadResourceRequest params = new McpSchema.ReadResourceRequest("demo://x", theirs);
    SentParams sent = SentParams.of(OURS, params);

    assertThat(sent.meta()).isSameAs(theirs);
    assertThat(sent.value()).isEqualTo(params).isNotSameAs(params);
    sent.carry(Map.of("progressToken", "p", "traceparent", "x"));
    assertThat(theirs).containsOnlyKeys("progressToken");
  }

  @Test
  void secondSubscription_replacesWhatTheFirstCarried() {
    SentParams sent = SentParams.of(OURS, new McpSchema.PaginatedRequest("c"));
    sent.carry(Map.of("traceparent", "1", "baggage", "b"));
    sent.carry(Map.of("traceparent", "2"));

    assertThat(sent.value())
        .isEqualTo(new McpSchema.PaginatedRequest("c", Map.of("traceparent", "2")));
  }

  @ParameterizedTest
  @MethodSource("withoutRoom")
  void whatHasNoRoom_isLeftToOtherTransportsAsItIs(Object params) {
    SentParams sent = SentParams.of(OURS, params);
    sent.carry(CONTEXT);

    assertThat(sent.value()).isSameAs(params);
  }

  @ParameterizedTest
  @MethodSource("withoutRoom")
  void whatHasNoRoom_isAMapToTheSdksTransports(Object params) {
    SentParams sent = SentParams.of(THE_SDKS, params);
    sent.carry(CONTEXT);

    assertThat(map(sent)).containsEntry("_meta", CONTEXT).hasSize(1 + size(params));
  }

  @Test
  void nothing_isLeftToOtherTransportsAndAMapToTheSdks() {
    assertThat(SentParams.of(OURS, null).value()).isNull();

    SentParams sent = SentParams.of(THE_SDKS, null);
    sent.carry(CONTEXT);
    assertThat(sent.value()).isEqualTo(Map.of("_meta", CONTEXT));
  }

  @Test
  void subclassOfATransportOfTheSdks_isTheApplications() {
    class Own extends StdioClientTransport {
      Own() {
        super(ServerParameters.builder("x").build(), McpJsonDefaults.getMapper());
      }
    }
    assertThat(SentParams.of(new Own(), null).value()).isNull();
  }

  @ParameterizedTest
  @MethodSource("maps")
  void map_staysAMapOfItsKind(Map<String, Object> params, Class<?> kind) {
    Map<String, Object> before = new HashMap<>(params);
    SentParams sent = SentParams.of(OURS, params);
    sent.carry(CONTEXT);

    assertThat(sent.value().getClass()).isEqualTo(kind);
    assertThat(map(sent)).containsEntry("_meta", CONTEXT).containsEntry("a", 1);
    assertThat(params).isEqualTo(before);
  }

  @Test
  void metaThatIsNoMap_isNotTouched() {
    Map<String, Object> params = Map.of("_meta", 5);
    SentParams sent = SentParams.of(OURS, params);
    sent.carry(CONTEXT);

    assertThat(sent.value()).isEqualTo(params);
  }

  private static List<Object> withoutRoom() {
    OwnMap map = new OwnMap();
    map.put("level", "info");
    return List.of(
        new McpSchema.SetLevelRequest(McpSchema.LoggingLevel.INFO),
        new Own("x", null),
        new TreeMap<>(Map.of("level", "info")),
        map);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(SentParams sent) {
    return (Map<String, Object>) sent.value();
  }

  private static int size(Object params) {
    return params instanceof Map<?, ?> map ? map.size() : params instanceof Own ? 2 : 1;
  }

  private static List<Arguments> maps() {
    return List.of(
        Arguments.of(Map.of("a", 1), LinkedHashMap.class),
        Arguments.of(Collections.unmodifiableMap(Map.of("a", 1)), LinkedHashMap.class),
        Arguments.of(new LinkedHashMap<>(Map.of("a", 1)), LinkedHashMap.class),
        Arguments.of(new HashMap<>(Map.of("a", 1)), HashMap.class));
  }

  private static McpTransport stdio() {
    AtomicReference<McpTransport> transport = new AtomicReference<>();
    StdioServerTransportProvider provider =
        new StdioServerTransportProvider(
            McpJsonDefaults.getMapper(),
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream());
    provider.setSessionFactory(
        made -> {
          transport.set(made);
          return new McpServerSession(
              "id", null, made, request -> Mono.empty(), Map.of(), Map.of());
        });
    return transport.get();
  }
}
