package dev.mcpsentry.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A session that uses every feature of a demo server once, and what Sentry must know of it. */
final class StandardSession {

  // JSON-RPC's own four and resource not found: the caller's mistakes
  private static final Set<Integer> CALLER_FAULTS = Set.of(-32700, -32600, -32601, -32602, -32002);

  /** How many requests it makes. */
  static final int REQUESTS = 10;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final McpClient client;
  private final Map<String, String> statuses = new LinkedHashMap<>();

  private StandardSession(McpClient client) {
    this.client = client;
  }

  /** Runs it; answers the expected status of each expected transaction by name. */
  static Map<String, String> run(McpClient client, Transport transport) {
    StandardSession session = new StandardSession(client);
    session.expect("initialize", client.initialize(transport.protocolVersion()));
    session.request("ping", Map.of());
    session.request("tools/list", Map.of());
    session.call("echo", Map.of("text", "hi"));
    session.call("fail", Map.of());
    session.call("soft_fail", Map.of());
    session.unknown("tools/call", "tools/call", Map.of("name", "no_such_tool"));
    session.unknown("_OTHER", "no/such/method", Map.of());
    session.expect(
        "prompts/get greet",
        client.request(
            "prompts/get",
            MAPPER.valueToTree(Map.of("name", "greet", "arguments", Map.of("name", "Ada")))));
    session.request("resources/read", Map.of("uri", "demo://greeting"));
    return session.statuses;
  }

  private void request(String method, Map<String, ?> params) {
    expect(method, client.request(method, MAPPER.valueToTree(params)));
  }

  private void call(String tool, Map<String, ?> arguments) {
    expect("tools/call " + tool, client.callTool(tool, arguments));
  }

  /**
   * Something the server does not have: the caller's fault, also where an old SDK answers its own
   * -32601 or -32602 as -32603, or the stateless one up to 0.14 with a bare HTTP 500.
   */
  private void unknown(String name, String method, Map<String, ?> params) {
    client.tryRequest(method, MAPPER.valueToTree(params));
    statuses.put(name, "ok");
  }

  private void expect(String name, JsonNode response) {
    statuses.put(name, isFailure(response) ? "internal_error" : "ok");
  }

  /** By the wire, as an SDK may answer -32603 where another one answers -32602. */
  private static boolean isFailure(JsonNode response) {
    return response.has("error")
        ? !CALLER_FAULTS.contains(response.path("error").path("code").asInt())
        : response.path("result").path("isError").asBoolean();
  }
}
