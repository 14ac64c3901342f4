package dev.mcpsentry.smoke.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TranscriptTest {

  @Test
  void whatDiffersFromRunToRun_isMasked() {
    assertThat(
            Transcript.normalise(
                "session 2ee948d3-de4a-4da0-adff-b6a493b83486 at 2026-11-21T09:42:58.123Z, "
                    + "1795232691700, 127.0.0.1:34685, Handler@6d06d69c"))
        .isEqualTo("session <uuid> at <time>, <millis>, 127.0.0.1:<port>, Handler@<hash>");
  }

  @Test
  void requestIds_stay() {
    assertThat(Transcript.normalise("{\"id\":17}")).isEqualTo("{\"id\":17}");
  }
}
