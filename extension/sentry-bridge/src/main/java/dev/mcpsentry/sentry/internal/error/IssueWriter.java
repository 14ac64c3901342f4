package dev.mcpsentry.sentry.internal.error;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.transport.JsonBytes;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.sentry.DateUtils;
import io.sentry.ILogger;
import io.sentry.JsonObjectWriter;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.SentryStackTraceFactory;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.SdkVersion;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryId;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an {@link Issue} as a Sentry event with the SDK's own exception model and serializer. The
 * SDK's classes are loaded with the first issue, not with the bridge.
 */
final class IssueWriter {

  private static final int MAX_MESSAGE_CHARS = 8 * 1024;
  private static final int MAX_TAG_CHARS = 200;
  private static final int MAX_DEPTH = 100;

  private final ILogger logger;
  private final BridgeOptions options;
  private final Redaction redaction;
  private final ThrowableChain chains;
  private final StackFrames frames;

  private static final String REACTOR_NOTE = "#block terminated with an error";

  IssueWriter(BridgeOptions options, Redaction redaction, StderrLog log) {
    this.options = options;
    this.redaction = redaction;
    this.logger = new StderrLogger(log, options.debug());
    SentryOptions sentryOptions = SentryOptions.empty();
    sentryOptions.setLogger(logger);
    this.chains = new ThrowableChain(new SentryStackTraceFactory(sentryOptions));
    this.frames = new StackFrames(new CodeOwners(options.inAppIncludes()));
  }

  /** Writes the payload. */
  void write(String eventId, Issue issue, JsonBytes json) throws IOException {
    StringWriter text = new StringWriter(4096);
    event(eventId, issue).serialize(new JsonObjectWriter(text, MAX_DEPTH), logger);
    json.clear().raw(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private SentryEvent event(String eventId, Issue issue) {
    SentryEvent event = new SentryEvent(DateUtils.getDateTime(issue.epochNanos() / 1_000_000));
    event.setEventId(new SentryId(eventId));
    event.setLevel(issue.level());
    event.setPlatform("java");
    event.setEnvironment(options.environment());
    event.setRelease(options.release());
    event.setServerName(options.serverName());
    event.setSdk(new SdkVersion(Product.NAME, Product.VERSION));
    event.setTransaction(issue.transaction());
    event.setExceptions(exceptions(issue));
    if (!issue.fingerprint().isEmpty()) {
      event.setFingerprints(issue.fingerprint());
    }
    options.tags().forEach(event::setTag);
    issue.tags().forEach((key, value) -> event.setTag(key, cut(value, MAX_TAG_CHARS)));
    event.getContexts().put("trace", new LinkedHashMap<>(issue.trace()));
    event
        .getContexts()
        .put(
            "runtime",
            Map.of(
                "name", System.getProperty("java.vm.name", "Java"),
                "version", System.getProperty("java.version", "")));
    return event;
  }

  private List<SentryException> exceptions(Issue issue) {
    Mechanism mechanism = new Mechanism();
    mechanism.setType(issue.mechanismType());
    mechanism.setHandled(issue.handled());
    mechanism.setData(new LinkedHashMap<>(issue.mechanismData()));
    Throwable throwable = issue.throwable();
    if (throwable == null) {
      SentryException synthetic = new SentryException();
      synthetic.setType(issue.syntheticType());
      synthetic.setValue(text(issue.message()));
      mechanism.setSynthetic(true);
      synthetic.setMechanism(mechanism);
      return List.of(synthetic);
    }
    List<SentryException> chain = chains.of(throwable);
    // Reactor leaves a note of its own among the suppressed
    chain.removeIf(exception -> REACTOR_NOTE.equals(exception.getValue()));
    for (SentryException exception : chain) {
      frames.tidy(exception);
      String value = exception.getValue();
      exception.setValue(value == null ? null : text(value));
    }
    // the outermost is the last
    SentryException outermost = chain.get(chain.size() - 1);
    Mechanism chained = outermost.getMechanism();
    if (chained != null) {
      mechanism.setExceptionId(chained.getExceptionId());
    }
    outermost.setMechanism(mechanism);
    return chain;
  }

  private String text(String message) {
    return redaction.text(message, MAX_MESSAGE_CHARS);
  }

  private static String cut(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars);
  }
}
