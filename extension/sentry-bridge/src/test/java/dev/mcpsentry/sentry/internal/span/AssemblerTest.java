package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssemblerTest {

  private static final long GRACE = 200;
  private static final long LATE = 500;
  private static final long ROOTLESS = 60_000;

  private final RecordingSink sink = new RecordingSink();
  private final OpenSpans open = new OpenSpans(100, null, false);
  private final Sampling sampling = Sampling.of(new SampleRules(List.of(), 0, 1, 0));

  @Test
  void rootWithoutOpenChildren_goesOutAtOnceWithItsDescendants() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 3);
    assembler.accept(segment, child(3, 2), 0);
    assembler.accept(segment, child(2, 1), 1);
    assertThat(sink.heard).isEmpty();
    assembler.accept(segment, toolCall(1).typed(), 2);
    assertThat(sink.heard).containsExactly("1[3, 2]");
    assertThat(segment.root()).as("kept once it is sent").isNull();
  }

  @Test
  void childThatEndsWithinTheGrace_isStillPartOfIt() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 2);
    assembler.accept(segment, toolCall(1).typed(), 0);
    assembler.tick(GRACE - 1);
    assertThat(sink.heard).isEmpty();
    assembler.accept(segment, child(2, 1), GRACE - 1);
    assertThat(sink.heard).containsExactly("1[2]");
    assembler.tick(Long.MAX_VALUE - 1);
    assertThat(sink.heard).hasSize(1);
  }

  @Test
  void childrenThatEndLater_followAsOneTransactionPerSubtree() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 5);
    assembler.accept(segment, toolCall(1).typed(), 0);
    assembler.tick(GRACE);
    assertThat(sink.heard).containsExactly("1[]");
    assembler.accept(segment, child(3, 2), GRACE + 10);
    assembler.accept(segment, child(2, 1), GRACE + 20);
    assembler.accept(segment, child(4, 1), GRACE + 30);
    assertThat(sink.heard).hasSize(1);
    assembler.tick(GRACE + 10 + LATE);
    assertThat(sink.heard).containsExactly("1[]", "2[3]", "4[]");
  }

  @Test
  void lastLateChild_doesNotWait() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 2);
    assembler.accept(segment, toolCall(1).typed(), 0);
    assembler.tick(GRACE);
    assembler.accept(segment, child(2, 1), 5_000);
    assertThat(sink.heard).containsExactly("1[]", "2[]");
  }

  @Test
  void childrenWhoseRootNeverEnds_goOutByTheAgeOfTheFirstEnd() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 4);
    assembler.accept(segment, child(3, 2), 1_000);
    assembler.accept(segment, child(2, 1), 2_000);
    assembler.tick(1_000 + ROOTLESS - 1);
    assertThat(sink.heard).isEmpty();
    assembler.tick(1_000 + ROOTLESS);
    assertThat(sink.heard).containsExactly("2[3]");
    assembler.accept(segment, child(4, 1), 70_000);
    assembler.accept(segment, toolCall(1).typed(), 70_001);
    assertThat(sink.heard).containsExactly("2[3]", "1[4]");
  }

  @Test
  void flush_sendsEndedRootsAndAtTheEndEverything() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment ended = started(1, 2);
    Segment running = started(10, 2);
    assembler.accept(ended, toolCall(1).typed(), 0);
    assembler.accept(running, child(11, 10), 0);
    assembler.flush(false);
    assertThat(sink.heard).containsExactly("1[]");
    assembler.flush(true);
    assertThat(sink.heard).containsExactly("1[]", "11[]");
  }

  @Test
  void moreChildrenThanAllowed_areCountedAsDropped() {
    Assembler assembler = assembler(2, 1_000);
    Segment segment = started(1, 4);
    for (int i = 2; i <= 4; i++) {
      assembler.accept(segment, child(i, 1), 0);
    }
    assembler.accept(segment, toolCall(1).typed(), 1);
    assertThat(sink.heard).containsExactly("BUFFER_OVERFLOW spans 1", "1[2, 3]");
  }

  @Test
  void moreSpansThanMayBeHeld_sendTheEldestEarly() {
    Assembler assembler = assembler(1_000, 2);
    Segment first = started(1, 3);
    Segment second = started(10, 2);
    assembler.accept(first, child(2, 1), 0);
    assembler.accept(second, child(11, 10), 1);
    assembler.accept(first, child(3, 1), 2);
    assertThat(sink.heard).containsExactly("2[]", "3[]");
    assembler.accept(second, toolCall(10).typed(), 3);
    assertThat(sink.heard).containsExactly("2[]", "3[]", "10[11]");
  }

  @Test
  void moreBytesThanMayBeHeld_sendTheEldestEarly() {
    Assembler assembler =
        new Assembler(
            open, sampling, new AssemblerLimits(1_000, 1_000, 10_000, GRACE, LATE, ROOTLESS), sink);
    Segment segment = started(1, 2);
    assembler.accept(
        segment,
        span("big", SpanKind.INTERNAL, 2).below(1).with("text", "x".repeat(20_000)).typed(),
        0);
    assertThat(sink.heard).containsExactly("2[]");
  }

  @Test
  void unsampledTrace_isCountedWithItsSpans() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 2, 0.0);
    assembler.accept(segment, child(2, 1), 0);
    assembler.accept(segment, toolCall(1).typed(), 0);
    assertThat(sink.heard).containsExactly("SAMPLE_RATE spans 1", "SAMPLE_RATE root");
  }

  @Test
  void parentlessRequest_isATransaction() {
    Assembler assembler = assembler(1_000, 1_000);
    assembler.accept(started(1, 1), query(1).typed(), 0);
    assertThat(sink.heard).containsExactly("1[]");
  }

  @Test
  void parentlessRequestsWithoutEnd_areThinned() {
    Assembler assembler = assembler(1_000, 1_000);
    for (int i = 1; i <= LoneRequests.AT_ONCE + 1; i++) {
      assembler.accept(started(i, 1), query(i).typed(), 0);
    }
    assertThat(sink.heard).hasSize(LoneRequests.AT_ONCE + 1).endsWith("60[]", "SAMPLE_RATE root");
    assertThat(open.isEmpty()).isTrue();
  }

  @Test
  void requestsWithAParentOrChildren_areNeverThinned() {
    Assembler assembler = assembler(1_000, 1_000);
    for (int i = 1; i <= LoneRequests.AT_ONCE; i++) {
      assembler.accept(started(i, 1), query(i).typed(), 0);
    }
    sink.heard.clear();
    assembler.accept(started(100, 1), query(100).belowRemote(7).typed(), 0);
    Segment parent = started(200, 2);
    assembler.accept(parent, child(201, 200), 0);
    assembler.accept(parent, query(200).typed(), 0);
    assertThat(sink.heard).containsExactly("100[]", "200[201]");
  }

  private static TestSpans query(int id) {
    return span("SELECT", SpanKind.CLIENT, id).with("db.system.name", "h2");
  }

  @Test
  void mcpClientRoot_isATransactionEvenIfItNamedItsMethodLate() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 1);
    assembler.accept(
        segment,
        span("tools/call add", SpanKind.CLIENT, 1).with("mcp.method.name", "tools/call").typed(),
        0);
    assertThat(sink.heard).containsExactly("1[]");
  }

  @Test
  void mcpOperationThatNamedItsMethodLate_isSplitOffWithItsDescendants() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 5);
    assembler.accept(segment, child(4, 3), 0);
    assembler.accept(segment, child(3, 2), 0);
    assembler.accept(segment, child(5, 1), 0);
    assembler.accept(segment, toolCall(2).below(1).typed(), 0);
    assertThat(sink.heard).containsExactly("2[3, 4]");
    assembler.accept(segment, span("POST", SpanKind.SERVER, 1).typed(), 1);
    assertThat(sink.heard).containsExactly("2[3, 4]", "1[5]");
  }

  @Test
  void childrenOfASegmentThatIsNotDecidedOn_followItsRoot() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment fine = undecided(1, 2);
    accept(assembler, fine, child(2, 1), 0);
    accept(assembler, fine, toolCall(1).typed(), 1);
    assertThat(sink.heard).containsExactly("SAMPLE_RATE spans 1", "SAMPLE_RATE root");
    sink.heard.clear();
    Segment failed = undecided(10, 2);
    accept(assembler, failed, child(11, 10), 2);
    accept(assembler, failed, toolCall(10).with("mcp.sentry.failure", "tool_exception").typed(), 3);
    assertThat(sink.heard).containsExactly("10[11]");
  }

  @Test
  void childrenOfASegmentThatIsNotDecidedOn_doNotWaitForEver() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = undecided(1, 2);
    accept(assembler, segment, child(2, 1), 0);
    assembler.tick(ROOTLESS);
    assertThat(sink.heard).containsExactly("SAMPLE_RATE spans 1");
    accept(assembler, segment, toolCall(1).failed("").typed(), ROOTLESS + 1);
    assertThat(sink.heard).as("the failure is told all the same").endsWith("1[]");
  }

  private void accept(Assembler assembler, Segment segment, TypedSpan span, long now) {
    segment.decide(sampling, span, now);
    assembler.accept(segment, span, now);
  }

  private static Segment undecided(int root, int spans) {
    Segment segment = new Segment(id(root), null);
    for (int i = 0; i < spans; i++) {
      segment.start();
    }
    return segment;
  }

  @Test
  void skippedChild_isNotWaitedFor() {
    Assembler assembler = assembler(1_000, 1_000);
    Segment segment = started(1, 2);
    assembler.accept(segment, toolCall(1).typed(), 0);
    assembler.skip(segment, child(2, 1));
    assertThat(sink.heard).containsExactly("1[]");
  }

  private Assembler assembler(int spansPerSegment, int heldSpans) {
    return new Assembler(
        open,
        sampling,
        new AssemblerLimits(spansPerSegment, heldSpans, 1 << 20, GRACE, LATE, ROOTLESS),
        sink);
  }

  private static Segment started(int root, int spans) {
    return started(root, spans, 1.0);
  }

  private static Segment started(int root, int spans, double rate) {
    Segment segment = new Segment(id(root), null);
    segment.decide(Sampling.of(SampleRules.of(rate)), toolCall(root).typed(), 0);
    for (int i = 0; i < spans; i++) {
      segment.start();
    }
    return segment;
  }

  private static TypedSpan child(int id, int parent) {
    return span("work", SpanKind.INTERNAL, id).below(parent).typed();
  }

  private static final class RecordingSink implements SegmentSink {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void transaction(Segment segment, TypedSpan root, List<TypedSpan> descendants) {
      heard.add(number(root) + descendants.stream().map(RecordingSink::number).toList());
    }

    @Override
    public void discardRoot(DiscardReason reason) {
      heard.add(reason + " root");
    }

    @Override
    public void discardSpans(DiscardReason reason, int count) {
      heard.add(reason + " spans " + count);
    }

    private static String number(TypedSpan span) {
      return String.valueOf(Integer.parseInt(span.spanId(), 16));
    }
  }
}
