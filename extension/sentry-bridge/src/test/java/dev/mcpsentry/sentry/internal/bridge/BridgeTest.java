package dev.mcpsentry.sentry.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeTest {

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final StderrLog log =
      new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8));
  private final Wakeup wakeup = new Wakeup();
  private FakeIngest ingest;
  private Counted counted;
  private Bridge bridge;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
    BridgeOptions options = TestOptions.to(ingest.dsn());
    ClientReports reports = new ClientReports();
    Sender sender = new Sender(options, reports, log);
    Outbox outbox =
        new Outbox(new EnvelopeWriter(options, new About(options)), reports, sender::submit);
    counted = new Counted(outbox);
    bridge = Bridge.start(List.of(new Failing(), counted), outbox, sender, wakeup, log);
  }

  @AfterEach
  void stop() throws IOException {
    ingest.close();
  }

  @Test
  void providerThatIsShutDown_takesNothingFromTheOthers() {
    Lease tracer = bridge.lease();
    Lease meter = bridge.lease();
    counted.offer(3);
    done(release(tracer));
    assertThat(ingest.items("sessions")).as("told before the first is gone").hasSize(1);
    assertThat(wakeup.isOver()).isFalse();
    counted.offer(4);
    done(meter.flush());
    assertThat(ingest.items("sessions")).hasSize(2);
    counted.offer(5);
    done(release(meter));
    assertThat(ingest.items("sessions")).hasSize(3);
    assertThat(wakeup.isOver()).isTrue();
  }

  @Test
  void providerThatIsShutDownTwice_letsGoOnce() {
    Lease tracer = bridge.lease();
    Lease meter = bridge.lease();
    done(release(tracer));
    done(release(tracer));
    assertThat(wakeup.isOver()).isFalse();
    done(release(meter));
    assertThat(wakeup.isOver()).isTrue();
  }

  @Test
  void signalThatFails_costsTheOthersNothing_andIsSaidOnce() {
    Lease tracer = bridge.lease();
    counted.offer(1);
    done(tracer.flush());
    done(tracer.flush());
    done(release(tracer));
    assertThat(ingest.items("sessions")).hasSize(1);
    assertThat(stderr.toString(StandardCharsets.UTF_8)).containsOnlyOnce("flush");
  }

  private static CompletableResultCode release(Lease lease) {
    return lease.release(System.nanoTime() + Bridge.EXIT_BUDGET_NANOS);
  }

  private static void done(CompletableResultCode result) {
    assertThat(result.join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
  }

  /** Tells numbers that were offered. */
  private final class Counted implements Signal {

    private final ConcurrentLinkedQueue<Integer> offered = new ConcurrentLinkedQueue<>();
    private final Outbox outbox;
    private int sum;

    Counted(Outbox outbox) {
      this.outbox = outbox;
    }

    void offer(int number) {
      offered.add(number);
      wakeup.wake();
    }

    @Override
    public int take(int atMost, long now) {
      int taken = 0;
      for (Integer next = offered.poll(); next != null; next = offered.poll()) {
        sum += next;
        taken++;
      }
      return taken;
    }

    @Override
    public boolean isIdle() {
      return offered.isEmpty();
    }

    @Override
    public void flush(boolean last) {
      if (sum > 0) {
        JsonBytes json = new JsonBytes();
        json.beginObject().field("sum", sum).endObject();
        outbox.put(Item.sessions(json, sum));
        sum = 0;
      }
    }
  }

  /** Cannot tell anything. */
  private static final class Failing implements Signal {

    @Override
    public void flush(boolean last) {
      throw new IllegalStateException("broken");
    }
  }
}
