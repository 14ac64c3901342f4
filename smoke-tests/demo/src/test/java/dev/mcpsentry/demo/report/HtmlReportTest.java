package dev.mcpsentry.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @TempDir Path folder;

  @Test
  void page_showsEverything() throws IOException {
    assertThat(page())
        .contains("tools/call refund", "internal_error", "select 1", "1.50 s", "GET /mcp")
        .contains("RefundFailed", "Desk.refund", "Desk.java:7", "unhandled", "tool_exception")
        .contains("2 × span (buffer_overflow)");
  }

  @Test
  void page_showsLogsUnderTheirSpan() throws IOException {
    assertThat(page())
        .containsSubsequence(
            "tools/call refund", "select 1", "warn", "Till", "tool_exception · no", "GET /mcp")
        .containsSubsequence("outside of requests", "open until five", "14:03:07");
  }

  @Test
  void issue_showsTheLastCrumbsAndFoldsTheEarlier() throws IOException {
    assertThat(page())
        .containsSubsequence(
            "1 earlier", "initialize", "</details>", "tools/list", "GET http://till/ 402")
        .containsSubsequence("14:03:05.000", "Till", "warning", "giving up");
  }

  @Test
  void metrics_areOneTable() throws IOException {
    assertThat(page())
        .containsSubsequence("MCP operation duration", "tools/call", "3", "20 ms", "1.50 s")
        .contains("34 MB", "jvm.thread.count");
  }

  @Test
  void figures_haveTheirSearchBesideThem() throws IOException {
    assertThat(page())
        .containsSubsequence(
            "On call",
            "Failures by cause",
            "spans: has:mcp.failure",
            "count(span.duration)",
            "tool_exception",
            "</table>");
  }

  @Test
  void page_runsNothingItShows() throws IOException {
    assertThat(page()).doesNotContain(Sample.MESSAGE).contains("&lt;script&gt;alert(");
  }

  @Test
  void page_needsNoNetwork() throws IOException {
    assertThat(page()).doesNotContain("<script", "<link", "src=", "url(", "@import");
  }

  private String page() throws IOException {
    return Files.readString(new HtmlReport().write(Sample.report(), folder.resolve("page.html")));
  }
}
