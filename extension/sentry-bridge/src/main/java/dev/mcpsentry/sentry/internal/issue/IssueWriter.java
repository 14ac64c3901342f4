package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.convention.AttributeMap;
import dev.mcpsentry.sentry.internal.convention.AttributeWriter;
import dev.mcpsentry.sentry.internal.convention.Crumb;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.Platform;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.sentry.Breadcrumb;
import io.sentry.DateUtils;
import io.sentry.ILogger;
import io.sentry.JsonObjectWriter;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.SentryStackTraceFactory;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.Message;
import io.sentry.protocol.SdkVersion;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import io.sentry.protocol.User;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link Issue} as a Sentry event with the SDK's own exception model and serializer. The
 * SDK's classes are loaded with the first issue, not with the bridge.
 */
final class IssueWriter {

  private static final int MAX_MESSAGE_CHARS = 8 * 1024;
  private static final int MAX_NAME_CHARS = 200;
  private static final int MAX_DATA_CHARS = 1024;
  private static final int MAX_EXTRAS = 32;
  private static final int MAX_EXTRA_CHARS = 4 * 1024;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_PAYLOAD_BYTES = 950_000;
  // what is left of exceptions that take more than that
  private static final int FEW_EXCEPTIONS = 5;
  private static final int FEW_CHARS = 1024;
  private static final int FEW_FRAMES = 50;

  private final ILogger logger;
  private final About about;
  private final McpNames mcpNames;
  private final Redaction redaction;
  private final AttributeMap values = new AttributeMap();
  private final AttributeWriter attributes;
  private final ThrowableChain chains;
  private final StackFrames frames;

  private static final String REACTOR_NOTE = "#block terminated with an error";

  IssueWriter(BridgeOptions options, About about, Redaction redaction, StderrLog log) {
    this.about = about;
    this.mcpNames = McpNames.of(options.olderMcpNames());
    this.redaction = redaction;
    this.attributes = new AttributeWriter(values, options.identities(), mcpNames, redaction);
    this.logger = new StderrLogger(log, options.debug());
    SentryOptions sentryOptions = SentryOptions.empty();
    sentryOptions.setLogger(logger);
    this.chains = new ThrowableChain(new SentryStackTraceFactory(sentryOptions));
    this.frames = new StackFrames(new CodeOwners(options.inAppIncludes()));
  }

  /** Writes the payload. */
  void write(String eventId, Issue issue, List<Crumb> crumbs, JsonBytes json) throws IOException {
    SentryEvent event = event(eventId, issue);
    event.setBreadcrumbs(crumbs.stream().map(this::breadcrumb).toList());
    byte[] payload = serialized(event);
    if (payload.length > MAX_PAYLOAD_BYTES) {
      shrink(event.getExceptions());
      payload = serialized(event);
    }
    json.clear().raw(payload);
  }

  private byte[] serialized(SentryEvent event) throws IOException {
    StringWriter text = new StringWriter(4096);
    event.serialize(new JsonObjectWriter(text, MAX_DEPTH), logger);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void shrink(@Nullable List<SentryException> chain) {
    if (chain == null) {
      return;
    }
    chain.subList(0, Math.max(0, chain.size() - FEW_EXCEPTIONS)).clear();
    for (SentryException exception : chain) {
      capFrames(exception.getStacktrace(), FEW_FRAMES);
      String value = exception.getValue();
      exception.setValue(value == null ? null : redaction.text(value, FEW_CHARS));
    }
  }

  private SentryEvent event(String eventId, Issue issue) {
    SentryEvent event = new SentryEvent(DateUtils.getDateTime(issue.epochNanos() / 1_000_000));
    event.setEventId(new SentryId(eventId));
    event.setLevel(issue.level());
    event.setPlatform("java");
    event.setEnvironment(about.environment());
    event.setRelease(about.release());
    event.setDist(about.dist());
    event.setServerName(about.serverName());
    event.setSdk(new SdkVersion(Product.NAME, Product.VERSION));
    String transaction = issue.transaction();
    event.setTransaction(transaction == null ? null : name(transaction));
    LoggedMessage logged = issue.logged();
    if (logged != null) {
      event.setLogger(name(logged.logger()));
      event.setMessage(message(logged));
    }
    if (logged == null || issue.throwable() != null || !issue.syntheticType().isEmpty()) {
      event.setExceptions(exceptions(issue));
    }
    if (!issue.fingerprint().isEmpty()) {
      event.setFingerprints(issue.fingerprint().stream().map(this::name).toList());
    }
    extras(issue.extras()).forEach(event::setExtra);
    asked(event, issue.asked());
    about.tags().forEach(event::setTag);
    issue
        .tags()
        .forEach(
            (key, value) -> {
              if (mcpNames.contain(key)) {
                event.setTag(name(key), redaction.isSecretKey(key) ? Redaction.MASK : name(value));
              }
            });
    Map<String, Object> trace = new LinkedHashMap<>(issue.trace());
    trace.computeIfPresent("op", (key, op) -> name(op.toString()));
    event.getContexts().put("trace", trace);
    if (!issue.context().isEmpty()) {
      event.getContexts().put("mcp", context(issue.context()));
    }
    Platform runtime = about.runtime();
    event
        .getContexts()
        .put("runtime", Map.of("name", runtime.name(), "version", runtime.version()));
    return event;
  }

  private void asked(SentryEvent event, Asked asked) {
    if (asked.user() != null) {
      User user = new User();
      user.setId(asked.user());
      user.setName(Identity.name(asked.claims()));
      user.setData(asked.claims().isEmpty() ? null : asked.claims());
      event.setUser(user);
    }
    asked.tags().forEach((key, value) -> event.setTag(key, name(value)));
    asked
        .extras()
        .forEach(
            (key, value) ->
                event.setExtra(
                    key,
                    value instanceof String text ? redaction.text(text, MAX_DATA_CHARS) : value));
  }

  private Map<String, Object> context(Map<String, Object> context) {
    Map<String, Object> clean = new LinkedHashMap<>(context);
    clean.replaceAll(
        (key, value) ->
            redaction.isSecret(key, value)
                ? Redaction.MASK
                : value instanceof String text ? redaction.text(text, MAX_DATA_CHARS) : value);
    return clean;
  }

  private Breadcrumb breadcrumb(Crumb crumb) {
    Breadcrumb breadcrumb = new Breadcrumb(DateUtils.getDateTime(crumb.epochNanos() / 1_000_000));
    breadcrumb.setType(crumb.type());
    breadcrumb.setCategory(name(crumb.category()));
    breadcrumb.setLevel(IssueMapper.level(crumb.severityNumber()));
    if (!crumb.message().isEmpty()) {
      breadcrumb.setMessage(
          text(
              redaction.text(crumb.message(), Crumb.MAX_CHARS),
              DatabaseLiterals.areIn(crumb.message())));
    }
    if (!crumb.data().isEmpty()) {
      clean(crumb.data(), Crumb.MAX_CHARS).forEach(breadcrumb::setData);
    }
    return breadcrumb;
  }

  private Map<String, Object> extras(Attributes given) {
    Map<String, Object> extras = new LinkedHashMap<>();
    for (Map.Entry<AttributeKey<?>, Object> extra : given.asMap().entrySet()) {
      if (extras.size() == MAX_EXTRAS) {
        break;
      }
      extras.put(extra.getKey().getKey(), extra.getValue());
    }
    return clean(extras, MAX_EXTRA_CHARS);
  }

  private Map<String, Object> clean(Map<String, Object> told, int maxChars) {
    AttributesBuilder all = Attributes.builder();
    told.forEach((key, value) -> all.put(key, value.toString()));
    attributes.of(all.build());
    told.forEach(
        (key, value) -> {
          boolean fits = !(value instanceof String text) || text.length() <= maxChars;
          attributes.accept(
              AttributeKey.stringKey(key),
              fits ? value : redaction.text(value.toString(), maxChars));
        });
    return values.take();
  }

  private Message message(LoggedMessage logged) {
    Message message = new Message();
    message.setFormatted(text(logged.text(), DatabaseLiterals.areIn(logged.text())));
    String template = logged.template();
    message.setMessage(template == null ? null : text(template, false));
    return message;
  }

  private List<SentryException> exceptions(Issue issue) {
    Mechanism mechanism = new Mechanism();
    mechanism.setType(issue.mechanismType());
    mechanism.setHandled(issue.handled());
    Map<String, Object> data = new LinkedHashMap<>(issue.mechanismData());
    data.replaceAll(
        (key, value) ->
            value instanceof String text ? redaction.text(text, MAX_DATA_CHARS) : value);
    mechanism.setData(data);
    Throwable throwable = issue.throwable();
    if (throwable == null) {
      SentryException synthetic = new SentryException();
      synthetic.setType(name(IssueMapper.simple(issue.syntheticType())));
      synthetic.setValue(said(issue.message(), DatabaseLiterals.areIn(issue.message())));
      mechanism.setSynthetic(true);
      synthetic.setMechanism(mechanism);
      return List.of(synthetic);
    }
    List<SentryException> chain = chains.of(throwable);
    // Reactor leaves a note of its own among the suppressed
    chain.removeIf(exception -> REACTOR_NOTE.equals(exception.getValue()));
    boolean database = DatabaseLiterals.concern(throwable);
    for (SentryException exception : chain) {
      frames.tidy(exception);
      String value = exception.getValue();
      exception.setValue(value == null ? null : said(value, database));
      String type = exception.getType();
      exception.setType(type == null ? null : name(type));
      String module = exception.getModule();
      exception.setModule(module == null ? null : name(module));
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

  // the place of the throw is the last; of an endless recursion both ends tell
  private static void capFrames(@Nullable SentryStackTrace stackTrace, int max) {
    if (stackTrace == null) {
      return;
    }
    List<SentryStackFrame> frames = stackTrace.getFrames();
    if (frames != null && frames.size() > max) {
      List<SentryStackFrame> kept = new ArrayList<>(frames.subList(0, max / 2));
      kept.addAll(frames.subList(frames.size() - max / 2, frames.size()));
      stackTrace.setFrames(kept);
    }
  }

  // what an exception says
  private @Nullable String said(String message, boolean database) {
    return redaction.tellsMessages() ? text(message, database) : null;
  }

  private String text(String message, boolean database) {
    String clean = redaction.text(message, MAX_MESSAGE_CHARS);
    return database ? DatabaseLiterals.mask(clean) : clean;
  }

  private String name(String name) {
    return redaction.text(name, MAX_NAME_CHARS);
  }
}
