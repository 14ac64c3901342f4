package dev.mcpsentry.demo.report;

import java.util.List;
import java.util.Map;

/** One failed call, whose texts are not to be trusted. */
final class Sample {

  static final String MESSAGE = "<script>alert('no')</script>";

  private Sample() {}

  static Report report() {
    Issue issue =
        new Issue(
            "0123456789abcdef0123456789abcdef",
            "0123456789abcdef",
            "tools/call refund",
            "error",
            List.of(
                new Issue.Link(
                    "RefundFailed",
                    "shop.RefundFailed",
                    MESSAGE,
                    List.of(
                        new Issue.Frame("java.util.List.get", "List.java:1", false),
                        new Issue.Frame("shop.Desk.refund", "Desk.java:7", true)))),
            "auto.ai.mcp_server",
            false,
            "tool_execution",
            Map.of("mcp.failure", "tool_exception"),
            List.of(
                crumb("01", "mcp.session", "info", "initialize"),
                crumb("02", "mcp.request", "info", "tools/list"),
                crumb("03", "db.query", "info", "select 1"),
                crumb("04", "http", "error", "GET http://till/ 402"),
                crumb("05", "shop.Till", "warning", MESSAGE),
                crumb("06", "shop.Desk", "info", "giving up"),
                crumb("07", "mcp.request", "error", "tools/call refund tool_exception")));
    Row call =
        new Row(
            0,
            "mcp.server",
            "tools/call refund",
            "internal_error",
            0,
            100,
            12.3,
            true,
            Map.of("mcp.tool.name", "refund"),
            List.of(issue));
    Row query = new Row(1, "db", "select 1", "ok", 50, 25, 1500, false, Map.of(), List.of());
    LogLine said =
        new LogLine(
            1, "+4.0 ms", "warn", "Till", MESSAGE + "\u001b[2J\n", "", Map.of("tenant", "acme"));
    LogLine failed =
        new LogLine(
            1, "+12 ms", "error", "mcp", "MCP tools/call refund: tool_exception", "no", Map.of());
    LogLine start = new LogLine(0, "14:03:07", "info", "Shop", "open until five", "", Map.of());
    Row stream =
        new Row(0, "http.server", "GET /mcp", "ok", 0, 100, 3000, true, Map.of(), List.of());
    return new Report(
        List.of(
            new Trace(
                "0123456789abcdef0123456789abcdef", "shop", 1, List.of(call, query, said, failed)),
            new Trace("fedcba9876543210fedcba9876543210", "shop", 2, List.of(stream))),
        List.of(start),
        List.of(issue),
        new Measured(
            List.of(new Measured.Timing("tools/call", 3, 20, 1500)),
            List.of(new Measured.Heap("shop", 34e6)),
            List.of("jvm.thread.count")),
        List.of(
            new Figure(
                "Failures by cause",
                "spans: has:mcp.failure",
                List.of("mcp.failure", "count(span.duration)"),
                List.of(List.of("tool_exception", "1"), List.of(MESSAGE, "2")))),
        List.of("2 × span (buffer_overflow)"),
        List.of(),
        List.of(new Report.Fact(1, "MCP operations")));
  }

  private static Crumb crumb(String second, String category, String level, String message) {
    return new Crumb("14:03:" + second + ".000", category, level, message);
  }
}
