package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no client should send and some do. */
final class BadInput {

  /** A message that is no JSON at all; stdio servers of the SDK stop reading after it. */
  static final String MALFORMED = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":";

  /** What spans may be called whatever comes in. */
  static final String NAMES = "initialize|ping|_OTHER|tools/call( echo| add)?";

  private static final String ECHO = "\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}";

  private BadInput() {}

  /** Bodies that leave the session usable. */
  static List<String> bodies(Transport transport) {
    // a stdio server of the SDK stops reading for good after an id it does not know
    Stream<String> ids = transport == Transport.STDIO ? Stream.of() : unknownIds().stream();
    return Stream.concat(ids, survivable().stream()).toList();
  }

  private static List<String> unknownIds() {
    return List.of(
        call("3.5", ECHO),
        call("null", ECHO),
        call("true", ECHO),
        call("{\"a\":1}", ECHO),
        call("[1]", ECHO));
  }

  private static List<String> survivable() {
    return List.of(
        call("\"a string\"", ECHO),
        call("\"\"", ECHO),
        call("9007199254740993", ECHO),
        call("-1", ECHO),
        // params
        "{\"jsonrpc\":\"2.0\",\"id\":201,\"method\":\"tools/call\",\"params\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":202,\"method\":\"tools/call\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":203,\"method\":\"tools/call\",\"params\":[1,2]}",
        "{\"jsonrpc\":\"2.0\",\"id\":204,\"method\":\"tools/call\",\"params\":\"text\"}",
        call("205", "\"name\":null"),
        call("206", "\"name\":17"),
        call("207", "\"name\":\"echo\",\"arguments\":null"),
        call("208", "\"name\":\"echo\",\"arguments\":\"text\""),
        call("209", "\"name\":\"echo\",\"arguments\":{\"text\":null}"),
        // _meta
        call("301", ECHO + ",\"_meta\":null"),
        call("302", ECHO + ",\"_meta\":\"text\""),
        call("303", ECHO + ",\"_meta\":[1]"),
        call("304", ECHO + ",\"_meta\":{\"traceparent\":17}"),
        call("305", ECHO + ",\"_meta\":{\"traceparent\":\"00-zz-zz-01\"}"),
        call("306", ECHO + ",\"_meta\":{\"traceparent\":{\"a\":[]},\"baggage\":true}"),
        call("307", ECHO + ",\"_meta\":{\"sentry-trace\":\"nonsense\",\"baggage\":\"=,=;\"}"),
        // methods
        "{\"jsonrpc\":\"2.0\",\"id\":401,\"method\":\"no/such/method\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":402,\"method\":\"\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":403,\"method\":\"" + "m".repeat(5000) + "\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nobody/knows\",\"params\":{\"a\":1}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
            + "{\"requestId\":4711,\"reason\":\"nothing runs\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":4712,\"result\":{}}",
        "{\"jsonrpc\":\"1.0\",\"id\":404,\"method\":\"ping\"}",
        // size
        call("501", "\"name\":\"echo\",\"arguments\":{\"text\":\"" + "x".repeat(1 << 20) + "\"}"),
        call("502", "\"name\":\"add\",\"arguments\":{" + manyKeys() + "}"));
  }

  private static String call(String id, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{"
        + params
        + "}}";
  }

  private static String manyKeys() {
    return IntStream.range(0, 2000)
        .mapToObj(i -> "\"key" + i + "\":" + i)
        .collect(Collectors.joining(","));
  }

  /** Trace context that is nobody's. */
  static Map<String, String> brokenTraceHeaders() {
    return Map.of("traceparent", "00-xyz", "baggage", ";;=");
  }
}
