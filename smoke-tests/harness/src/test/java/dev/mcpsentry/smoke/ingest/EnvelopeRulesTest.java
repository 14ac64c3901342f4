package dev.mcpsentry.smoke.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class EnvelopeRulesTest {

  private static final String OTHER_TRACE = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2";

  private final EnvelopeRules rules = new EnvelopeRules();

  @Test
  void wellFormedEnvelopes_areAccepted() {
    accept(Sample.envelope(Sample.header(), Sample.event()));
    accept(Sample.envelope(Sample.header(), Sample.transaction(), Sample.clientReport()));
    accept(
        Sample.envelope(
            Sample.header(Sample.samplingContext(Sample.TRACE)),
            Sample.transactionWith(Sample.span(Sample.TRACE, "bbbbbbbbbbbbbbb2"))));
    accept(logs(1, Sample.log(Sample.TRACE)));
    accept(metrics(1, Sample.metric(Sample.TRACE, "mcp.server.operation.duration")));
    accept(Sample.envelope(Sample.header(), Sample.sessions("2026-11-21T00:01:00Z")));
    accept(Sample.envelope(streamHeader(), spans(streamedSpan(Sample.TRACE, Sample.SPAN))));
    accept(Sample.envelope(Sample.header(), Sample.item("attachment", "any\nbytes")));
  }

  @Test
  void itemWithoutLength_endsWithItsLine() {
    accept(Sample.header() + "\n{\"type\":\"attachment\"}\nany bytes\n");
  }

  @Test
  void headerThatIsNoJson_isRejected() {
    reject(400, "not valid JSON", "nonsense\n");
  }

  @Test
  void missingSentAt_isRejected() {
    reject(400, "sent_at", Sample.envelope("{}", Sample.sessions("2026-11-21T00:01:00Z")));
  }

  @Test
  void sentAtTwice_isRejected() {
    reject(
        400,
        "Duplicate",
        Sample.envelope(Sample.header(",\"sent_at\":\"2026-11-21T00:00:00Z\""), Sample.event()));
  }

  @Test
  void sentAtThatIsNoTime_isRejected() {
    reject(400, "RFC 3339", Sample.envelope("{\"sent_at\":\"now\"}", Sample.event()));
  }

  @Test
  void emptyEnvelope_isRejected() {
    reject(400, "no item", Sample.header() + "\n");
  }

  @Test
  void itemWithoutType_isRejected() {
    reject(400, "no type", Sample.header() + "\n{\"length\":2}\n{}\n");
  }

  @Test
  void unknownItemType_isRejected() {
    reject(400, "unknown item type", Sample.envelope(Sample.header(), Sample.item("tea", "{}")));
  }

  @Test
  void lengthInCharactersInsteadOfBytes_isRejected() {
    reject(
        400, "does not end a line", Sample.header() + "\n{\"type\":\"event\",\"length\":1}\nü\n");
  }

  @Test
  void lengthBeyondTheEnd_isRejected() {
    reject(400, "bytes are left", Sample.header() + "\n{\"type\":\"event\",\"length\":9}\n{}\n");
  }

  @Test
  void eventAndTransactionTogether_areRejected() {
    reject(400, "either", Sample.envelope(Sample.header(), Sample.event(), Sample.transaction()));
  }

  @Test
  void twoTransactions_areRejected() {
    reject(
        400,
        "2 transactions",
        Sample.envelope(Sample.header(), Sample.transaction(), Sample.transaction()));
  }

  @Test
  void eventWithoutEventIdInTheHeader_isRejected() {
    reject(
        400, "event_id", Sample.envelope("{\"sent_at\":\"2026-11-21T00:00:00Z\"}", Sample.event()));
  }

  @Test
  void eventWithAnotherEventId_isRejected() {
    reject(
        400,
        "differs",
        Sample.envelope(
            Sample.header(), Sample.event().replace(Sample.ID, Sample.ID.replace('f', 'e'))));
  }

  @Test
  void eventBeyondOneMegabyte_isTooLarge() {
    String filler = String.join("", Collections.nCopies(1024 * 1024, "x"));
    reject(
        413,
        "limit",
        Sample.envelope(Sample.header(), Sample.item("event", "{\"x\":\"" + filler + "\"}")));
  }

  @Test
  void eventOfUnknownLevel_isRejected() {
    rejectChanged(Sample.event(), "\"level\":\"error\"", "\"level\":\"fatal!\"", "level");
  }

  @Test
  void exceptionWithoutTypeAndValue_isRejected() {
    rejectChanged(
        Sample.event().replace("\"value\"", "\"vulae\""),
        "\"type\":\"Ill",
        "\"tpye\":\"Ill",
        "neither");
  }

  @Test
  void mechanismWithoutType_isRejected() {
    rejectChanged(
        Sample.event(), "\"type\":\"generic\"", "\"tpye\":\"generic\"", "type is missing");
  }

  @Test
  void transactionWithoutType_isRejected() {
    rejectChanged(
        Sample.transaction(), "\"type\":\"transaction\",", "\"tpye\":\"transaction\",", "type");
  }

  @Test
  void transactionWithoutStart_isRejected() {
    rejectChanged(Sample.transaction(), "start_timestamp", "strat_timestamp", "start_timestamp");
  }

  @Test
  void transactionThatEndsBeforeItStarts_isRejected() {
    rejectChanged(Sample.transaction(), "691.7", "691.0", "before");
  }

  @Test
  void transactionWithoutTraceContext_isRejected() {
    rejectChanged(Sample.transaction(), "\"trace\":", "\"tarce\":", "trace_id");
  }

  @Test
  void transactionWithoutSource_isRejected() {
    rejectChanged(Sample.transaction(), "\"source\"", "\"suorce\"", "source");
  }

  @Test
  void unknownStatus_isRejected() {
    rejectChanged(Sample.transaction(), "\"status\":\"ok\"", "\"status\":\"no\"", "status");
  }

  @Test
  void childOfAnotherTrace_isRejected() {
    reject(
        400,
        "another trace",
        Sample.envelope(
            Sample.header(), Sample.transactionWith(Sample.span(OTHER_TRACE, "bbbbbbbbbbbbbbb2"))));
  }

  @Test
  void sameSpanIdTwice_isRejected() {
    reject(
        400,
        "twice",
        Sample.envelope(
            Sample.header(), Sample.transactionWith(Sample.span(Sample.TRACE, Sample.SPAN))));
  }

  @Test
  void samplingContextOfAnotherTrace_isRejected() {
    reject(
        400,
        "other traces",
        Sample.envelope(Sample.header(Sample.samplingContext(OTHER_TRACE)), Sample.transaction()));
  }

  @Test
  void samplingContextWithoutPublicKey_isRejected() {
    reject(
        400,
        "public_key",
        Sample.envelope(
            Sample.header(",\"trace\":{\"trace_id\":\"" + Sample.TRACE + "\"}"),
            Sample.transaction()));
  }

  @Test
  void itemCountThatIsWrong_isRejected() {
    reject(400, "item_count", logs(2, Sample.log(Sample.TRACE)));
  }

  @Test
  void containerOfAnotherContentType_isRejected() {
    reject(
        400,
        "content_type",
        Sample.envelope(
            Sample.header(),
            Sample.container("log", "application/json", 1, Sample.log(Sample.TRACE))));
  }

  @Test
  void twoLogContainers_areRejected() {
    String container = Sample.container("log", LogRules.CONTENT_TYPE, 1, Sample.log(Sample.TRACE));
    reject(400, "more than one", Sample.envelope(Sample.header(), container, container));
  }

  @Test
  void logOfUnknownLevel_isRejected() {
    reject(400, "level", logs(1, Sample.log(Sample.TRACE).replace("info", "warning")));
  }

  @Test
  void logOfANumberThatIsNotItsLevels_isRejected() {
    accept(logs(1, numbered("9", "info")));
    accept(logs(1, numbered("12", "info")));
    accept(logs(1, numbered("1", "trace")));
    accept(logs(1, numbered("24", "fatal")));
    reject(400, "is debug", logs(1, numbered("8", "info")));
    reject(400, "is warn", logs(1, numbered("13", "info")));
    reject(400, "none of", logs(1, numbered("0", "trace")));
    reject(400, "none of", logs(1, numbered("25", "fatal")));
    reject(400, "no count", logs(1, numbered("9.5", "info")));
    reject(400, "no count", logs(1, numbered("\"9\"", "info")));
  }

  private static String numbered(String number, String level) {
    return Sample.log(Sample.TRACE)
        .replace(
            "\"level\":\"info\"", "\"severity_number\":" + number + ",\"level\":\"" + level + '"');
  }

  @Test
  void logWithoutTrace_isRejected() {
    reject(400, "trace_id", logs(1, Sample.log(Sample.TRACE).replace("trace_id", "trcae_id")));
  }

  @Test
  void attributeOfAnotherType_isRejected() {
    reject(400, "another type", logs(1, Sample.log(Sample.TRACE).replace("integer", "string")));
  }

  @Test
  void logsOfSeveralTracesUnderOneSamplingContext_areRejected() {
    reject(
        400,
        "other traces",
        Sample.envelope(
            Sample.header(Sample.samplingContext(Sample.TRACE)),
            Sample.container(
                "log",
                LogRules.CONTENT_TYPE,
                2,
                Sample.log(Sample.TRACE),
                Sample.log(OTHER_TRACE))));
  }

  @Test
  void metricBeyondOneMegabyte_isTooLarge() {
    accept(metrics(1, Sample.metric(Sample.TRACE, "m".repeat(64 * 1024))));
    reject(413, "limit 1048576", metrics(1, Sample.metric(Sample.TRACE, "m".repeat(1024 * 1024))));
  }

  @Test
  void metricOfUnknownType_isRejected() {
    reject(
        400,
        "type is histogram",
        metrics(1, Sample.metric(Sample.TRACE, "m").replace("distribution", "histogram")));
  }

  @Test
  void metricWithoutFiniteNumber_isRejected() {
    String metric = Sample.metric(Sample.TRACE, "m");
    reject(400, "no finite number", metrics(1, metric.replace("0.25", "\"x\"")));
    reject(400, "no finite number", metrics(1, metric.replace("0.25", "1e999")));
    reject(400, "no finite number", metrics(1, metric.replace(",\"value\":0.25", "")));
  }

  @Test
  void metricOfAUnitThatSentryDoesNotKeep_isRejected() {
    String metric = Sample.metric(Sample.TRACE, "m");
    for (String unit : new String[] {"second", "byte", "ratio"}) {
      accept(metrics(1, metric.replace("\"type\"", "\"unit\":\"" + unit + "\",\"type\"")));
    }
    for (String unit : new String[] {"s", "By", "{request}", "requests", ""}) {
      reject(
          400,
          "unit is",
          metrics(1, metric.replace("\"type\"", "\"unit\":\"" + unit + "\",\"type\"")));
    }
  }

  @Test
  void metricOfANameThatSentryRewrites_isRejected() {
    accept(metrics(1, Sample.metric(Sample.TRACE, "jvm.gc_2.Time")));
    for (String name : new String[] {"a-b", "a b", "a/b", "zähler"}) {
      reject(400, "become _", metrics(1, Sample.metric(Sample.TRACE, name)));
    }
  }

  @Test
  void streamedSpansOfTwoTraces_areRejected() {
    reject(
        400,
        "spans of other traces",
        Sample.envelope(
            streamHeader(),
            spans(
                streamedSpan(Sample.TRACE, Sample.SPAN),
                streamedSpan(OTHER_TRACE, Sample.SPAN.replace('b', 'c')))));
  }

  @Test
  void streamedSpans_needASamplingContext_aVersion_andAnIdEach() {
    String span = streamedSpan(Sample.TRACE, Sample.SPAN);
    reject(400, "without a sampling context", Sample.envelope(Sample.header(), spans(span)));
    reject(400, "twice", Sample.envelope(streamHeader(), spans(span, span)));
    String old = Sample.container("span", SpanRules.CONTENT_TYPE, 1, span);
    reject(400, "version", Sample.envelope(streamHeader(), old));
  }

  @Test
  void listOfSeveralTypes_isRejected() {
    String list = "{\"type\":\"array\",\"value\":[1,\"a\"]}";
    String span =
        streamedSpan(Sample.TRACE, Sample.SPAN)
            .replace("\"name\"", "\"attributes\":{\"l\":" + list + "},\"name\"");
    reject(400, "another type", Sample.envelope(streamHeader(), spans(span)));
    accept(Sample.envelope(streamHeader(), spans(span.replace("1,", ""))));
  }

  @Test
  void firstSessionUpdateWithoutInit_isRejected() {
    reject(400, "without init", Sample.envelope(Sample.header(), Sample.session("s", false, "ok")));
  }

  @Test
  void sessionUpdateAfterTheEnd_isRejected() {
    accept(Sample.envelope(Sample.header(), Sample.session("s", true, "exited")));
    reject(400, "has ended", Sample.envelope(Sample.header(), Sample.session("s", false, "ok")));
  }

  @Test
  void sessionWhoseStartMoves_isRejected() {
    accept(Sample.envelope(Sample.header(), Sample.session("s", true, "ok")));
    reject(
        400,
        "changed",
        Sample.envelope(
            Sample.header(),
            Sample.session("s", false, "exited").replace("T00:00:00Z", "T00:00:01Z")));
  }

  @Test
  void sessionWithoutRelease_isRejected() {
    rejectChanged(Sample.session("s", true, "ok"), "\"release\"", "\"rlseeae\"", "release");
  }

  @Test
  void moreThanHundredSessions_areRejected() {
    String[] items = new String[101];
    for (int i = 0; i < items.length; i++) {
      items[i] = Sample.session("s" + i, true, "ok");
    }
    reject(400, "more than 100", Sample.envelope(Sample.header(), items));
  }

  @Test
  void bucketThatIsNoFullMinute_isRejected() {
    reject(
        400,
        "full minute",
        Sample.envelope(Sample.header(), Sample.sessions("2026-11-21T00:01:01Z")));
  }

  @Test
  void clientReportWithoutItsList_isRejected_andOneOfNothingIsTaken() {
    reject(
        400,
        "discarded_events",
        Sample.envelope(Sample.header(), Sample.item("client_report", "{}")));
    accept(
        Sample.envelope(
            Sample.header(), Sample.item("client_report", "{\"discarded_events\":[]}")));
  }

  @Test
  void clientReportOfUnknownCategory_isRejected() {
    String report = Sample.clientReport();
    rejectChanged(report, "\"transaction\"", "\"transactions\"", "category is transactions");
    rejectChanged(report, "\"transaction\"", "\"log\"", "category is log");
  }

  @Test
  void clientReportBeyondFourKilobytes_isTooLarge() {
    String filler = String.join("", Collections.nCopies(4096, "x"));
    reject(
        413,
        "limit 4096",
        Sample.envelope(
            Sample.header(), Sample.item("client_report", "{\"x\":\"" + filler + "\"}")));
  }

  private static String logs(int count, String... logs) {
    return Sample.envelope(
        Sample.header(), Sample.container("log", LogRules.CONTENT_TYPE, count, logs));
  }

  private static String metrics(int count, String... metrics) {
    return Sample.envelope(
        Sample.header(),
        Sample.container("trace_metric", MetricRules.CONTENT_TYPE, count, metrics));
  }

  private static String spans(String... spans) {
    return Sample.item(
        "span",
        ",\"item_count\":" + spans.length + ",\"content_type\":\"" + SpanRules.CONTENT_TYPE + "\"",
        "{\"version\":2,\"items\":[" + String.join(",", spans) + "]}");
  }

  private static String streamHeader() {
    return Sample.header(Sample.samplingContext(Sample.TRACE));
  }

  private static String streamedSpan(String traceId, String spanId) {
    return "{\"trace_id\":\""
        + traceId
        + "\",\"span_id\":\""
        + spanId
        + "\",\"name\":\"n\",\"status\":\"ok\",\"is_segment\":true,"
        + "\"start_timestamp\":1795232691.7,\"end_timestamp\":1795232691.8}";
  }

  private void accept(String envelope) {
    rules.check(EnvelopeParser.parse(envelope.getBytes(StandardCharsets.UTF_8)));
  }

  /** Breaks an item in one place. */
  private void rejectChanged(String item, String part, String replacement, String reason) {
    assertThat(item).contains(part);
    String header = item.substring(0, item.indexOf('\n') + 1);
    String payload = item.substring(header.length()).replace(part, replacement);
    String type = header.split("\"")[3];
    reject(400, reason, Sample.envelope(Sample.header(), Sample.item(type, payload)));
  }

  private void reject(int status, String reason, String envelope) {
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> accept(envelope));
    assertThat(rejection).as("rejection of %s", envelope).isNotNull();
    assertThat(rejection.reason()).contains(reason);
    assertThat(rejection.status()).isEqualTo(status);
  }
}
