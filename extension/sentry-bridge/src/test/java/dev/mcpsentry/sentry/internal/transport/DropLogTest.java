package dev.mcpsentry.sentry.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DropLogTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final DropLog drops =
      new DropLog(new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8)));
  private final ClientReports reports = new ClientReports();

  @Test
  void nothingDropped_isNoLine() {
    drops.tell(0);
    drops.tellRest();
    assertThat(lines()).isEmpty();
  }

  @Test
  void everyMinuteInWhichSomethingWas_isOneLineByCause() {
    reports.countTransaction(DiscardReason.QUEUE_OVERFLOW, 2);
    reports.count(DiscardReason.NETWORK_ERROR, DataCategory.ERROR, 3);
    add();
    drops.tell(MINUTE);
    reports.count(DiscardReason.NETWORK_ERROR, DataCategory.ERROR, 1);
    add();
    drops.tell(MINUTE + MINUTE / 2);
    reports.count(DiscardReason.NETWORK_ERROR, DataCategory.ERROR, 1);
    add();
    drops.tell(2 * MINUTE);
    drops.tell(3 * MINUTE);
    drops.tellRest();
    assertThat(lines())
        .containsExactly(
            "[mcp-sentry] dropped in the last minute: queue_overflow 1 transaction, 3 span;"
                + " network_error 3 error",
            "[mcp-sentry] dropped in the last minute: network_error 2 error");
  }

  @Test
  void whatIsLeftAtTheEnd_isToldThen() {
    reports.count(DiscardReason.NETWORK_ERROR, DataCategory.ERROR, 3);
    add();
    drops.tellRest();
    assertThat(lines())
        .containsExactly("[mcp-sentry] dropped before the end: network_error 3 error");
  }

  @Test
  void whatIsLeftOutOnPurpose_isNoNews() {
    reports.countTransaction(DiscardReason.SAMPLE_RATE, 2);
    reports.count(DiscardReason.IGNORED, DataCategory.ERROR, 1);
    add();
    drops.tell(0);
    assertThat(lines()).isEmpty();
  }

  @Test
  void reportThatComesAgain_isToldOnce() {
    reports.count(DiscardReason.NETWORK_ERROR, DataCategory.ERROR, 3);
    long[] lost = add();
    drops.tell(0);
    drops.add(lost, -1);
    drops.tell(MINUTE);
    drops.add(lost, 1);
    drops.tell(2 * MINUTE);
    assertThat(lines()).hasSize(1);
  }

  private long[] add() {
    Item item = reports.drainTo(new JsonBytes());
    if (item != null && item.losses() instanceof Losses.Reported reported) {
      drops.add(reported.counts(), 1);
      return reported.counts();
    }
    throw new AssertionError("nothing to report");
  }

  private List<String> lines() {
    return stderr.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
