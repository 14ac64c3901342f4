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
  void issue_namesTheApplicationsLine() {
    assertThat(printed(false, true))
        .contains("RefundFailed: " + Sample.MESSAGE, "at shop.Desk.refund (Desk.java:7)")
        .contains("mechanism auto.ai.mcp_server, handled false, tool_execution");
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
