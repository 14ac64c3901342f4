package dev.mcpsentry.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalReportTest {

  @Test
  void waterfall_nestsSpansAndScalesBars() {
    assertThat(printed(false, true).lines())
        .anyMatch(line -> line.matches("  mcp\\.server +tools/call refund +█{25} +12 ms  intern.*"))
        .anyMatch(line -> line.matches("  └ db +select 1 {30,50}█{7} +1\\.50 s  ok"));
  }

  @Test
  void logs_areUnderTheirSpan() {
    assertThat(printed(false, true).lines())
        .containsSubsequence(
            "  └ warn  Till: " + Sample.MESSAGE + " [2J",
            "  └ error  mcp: MCP tools/call refund: tool_exception · no",
            "  info  Shop: open until five");
  }

  @Test
  void logs_doNotSteerTheTerminal() {
    assertThat(printed(true, true)).doesNotContain("\u001b[2J");
  }

  @Test
  void metrics_areOneLine() {
    assertThat(printed(false, true))
        .contains("  measured: 3 × tools/call 20 ms, heap of shop 34 MB");
  }

  @Test
  void issue_namesTheApplicationsLine() {
    assertThat(printed(false, true))
        .contains("RefundFailed: " + Sample.MESSAGE, "at shop.Desk.refund (Desk.java:7)")
        .contains("mechanism auto.ai.mcp_server, handled false, tool_execution, 7 breadcrumbs");
  }

  @Test
  void withoutUnicode_onlyAsciiIsPrinted() {
    assertThat(printed(false, false)).matches("\\p{ASCII}+");
  }

  @Test
  void colours_areForTerminals() {
    assertThat(printed(false, true)).doesNotContain("\u001b");
    assertThat(printed(true, true)).contains("\u001b[31m");
  }

  private static String printed(boolean colour, boolean unicode) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), colour, unicode);
    new TerminalReport(terminal).print(Sample.report());
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
