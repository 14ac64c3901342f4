package dev.mcpsentry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpsentry.benchmarks.Capacity.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {

  private static final Path DOCUMENT =
      Path.of("../../docs/operations/fleet.md").toAbsolutePath().normalize();

  @Test
  void call_takesNoShareOfTheHandshakes() {
    // 150 calls: 312 spans with those of the handshakes, in a request of 1,000 bytes each
    Sent sent = new Sent(150, 312, 312, 0, 0, 312, 312_000);

    assertThat(PerCall.of(sent)).isEqualTo(new PerCall(2.0, 2.0, 2_000));
  }

  @Test
  void call_ofWhatWasLost_showsInItsSpans() {
    Sent sent = new Sent(150, 312, 162, 0, 0, 81, 162_000);

    assertThat(PerCall.of(sent)).isEqualTo(new PerCall(1.0, 0.5, 1_000));
  }

  @Test
  void traffic_isThatOfEveryCallOfEveryJvm() {
    // 100 JVMs with 10 calls a second
    Traffic traffic = Traffic.of(new PerCall(2, 0.25, 1_500), 1_000);

    assertThat(traffic).isEqualTo(new Traffic(172.8, 250, 1.5));
  }

  @Test
  void fleets_areEveryNumberOfJvmsAtEveryRateWithItsOwnFigures() {
    Capacity capacity =
        new Capacity(
            Map.of(
                "stream",
                Map.of(
                    10, new PerCall(2, 1, 900),
                    100, new PerCall(2, 0.5, 800),
                    1_000, new PerCall(2, 0.1, 700))));

    assertThat(capacity.fleets())
        .hasSize(2 + 9)
        .contains(
            "| 1 | 10 | 1.73 | 10.0 | 0.009 |",
            "| 100 | 100 | 1,728 | 5,000 | 8.00 |",
            "| 10,000 | 1,000 | 1,728,000 | 1,000,000 | 7,000 |");
  }

  @Test
  void table_replacesWhatStoodBetweenItsMarkers() {
    List<String> document =
        List.of(
            "# A", "<!-- other: x -->", "o", "<!-- t: x -->", "old", "<!-- end of t -->", "end");

    assertThat(CapacityBenchmark.between(document, "t", List.of("new")))
        .containsExactly(
            "# A",
            "<!-- other: x -->",
            "o",
            "<!-- t: x -->",
            "",
            "new",
            "",
            "<!-- end of t -->",
            "end");
    assertThatThrownBy(() -> CapacityBenchmark.between(document, "none", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }

  @Test
  void document_saysOfFleetsWhatFollowsFromItsFigures() throws IOException {
    List<String> document = Files.readAllLines(DOCUMENT);
    Map<String, Map<Integer, PerCall>> measured = new LinkedHashMap<>();
    for (String row : rows(document, "figures")) {
      String[] cells = row.replace(",", "").replace("`", "").split("\\|");
      measured
          .computeIfAbsent(cells[1].trim(), unseen -> new LinkedHashMap<>())
          .put(
              Integer.valueOf(cells[2].trim()),
              new PerCall(
                  Double.parseDouble(cells[3]),
                  Double.parseDouble(cells[4]),
                  Long.parseLong(cells[5].trim())));
    }
    Capacity capacity = new Capacity(measured);

    assertThat(measured).containsOnlyKeys("stream", "static", "otlp");
    List<String> again = CapacityBenchmark.between(document, "figures", capacity.figures());
    assertThat(CapacityBenchmark.between(again, "fleets", capacity.fleets())).isEqualTo(document);
  }

  private static List<String> rows(List<String> document, String name) {
    List<String> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : document) {
      inside = line.startsWith("<!-- " + name + ":") || (inside && !line.startsWith("<!--"));
      if (inside && line.startsWith("| `")) {
        rows.add(line);
      }
    }
    return rows;
  }
}
