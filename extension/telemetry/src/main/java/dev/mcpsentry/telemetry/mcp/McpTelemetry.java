package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.EXECUTE_TOOL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.MetaInjection;
import dev.mcpsentry.telemetry.propagation.MetaPropagation;
import dev.mcpsentry.telemetry.propagation.SessionTraces;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests, notifications and sessions of either end into spans, metrics and log records.
 * Thread-safe; one instance per instrumented library.
 */
public final class McpTelemetry {

  private final boolean traces;
  private final Tracer tracer;
  private final HttpFacts.Wanted wanted;
  private final Set<String> transportKeys;
  private final MetaPropagation extraction;
  private final MetaInjection injection;
  private final boolean sessionTraces;
  private final McpSpans spans;
  private final McpNotifications notifications;
  private final FailureLog failures;
  private final OperationNames receivedNames = new OperationNames(McpDirection.RECEIVED);
  private final OperationNames sentNames = new OperationNames(McpDirection.SENT);
  private final McpMetrics serverMetrics;
  private final McpMetrics clientMetrics;

  /**
   * @param scope the instrumentation scope's name, such as {@code dev.mcpsentry.mcp-java-sdk-0.8}
   */
  public McpTelemetry(OpenTelemetry openTelemetry, String scope, McpOptions options) {
    traces = openTelemetry.getTracerProvider() != TracerProvider.noop();
    tracer =
        openTelemetry
            .getTracerProvider()
            .tracerBuilder(scope)
            .setInstrumentationVersion(Product.VERSION)
            .build();
    Meter meter =
        openTelemetry
            .getMeterProvider()
            .meterBuilder(scope)
            .setInstrumentationVersion(Product.VERSION)
            .build();
    serverMetrics = new McpMetrics(meter, McpMetrics.SERVER, receivedNames);
    clientMetrics = new McpMetrics(meter, McpMetrics.CLIENT, sentNames);
    TextMapPropagator propagator = openTelemetry.getPropagators().getTextMapPropagator();
    extraction = MetaPropagation.of(propagator);
    Redaction redaction = new Redaction(options.redactKeys(), options.captureErrorText());
    injection = MetaInjection.of(propagator, options.baggageTargets(), redaction);
    sessionTraces = options.mapping().sessionTraces();
    spans = new McpSpans(options, redaction);
    wanted = HttpFacts.Wanted.by(options);
    transportKeys = options.rules().transportKeys();
    Logger logger =
        openTelemetry
            .getLogsBridge()
            .loggerBuilder(scope)
            .setInstrumentationVersion(Product.VERSION)
            .build();
    notifications = new McpNotifications(logger, options, redaction);
    failures = new FailureLog(logger, options, redaction);
  }

  /**
   * Starts the span of a request that arrived. Context in {@code params._meta} is the remote parent
   * and the ambient span becomes a link; without it the ambient span is the parent, or the session
   * where the owner wants one trace for each. On stdio, and at clients outside of a request that
   * waits, whatever is ambient was captured by accident, and counts for nothing. Where the ambient
   * span is another instrumentation's for the same request, that one is used.
   */
  public McpOperation receive(McpRequest request, McpSession session, Context ambient) {
    Context surroundings =
        session.transport() == McpTransport.STDIO
            ? Context.root()
            : whereItArrived(session, ambient);
    AmbientSpan around = new AmbientSpan(Span.fromContext(surroundings));
    HttpFacts http = HttpFacts.of(around, wanted);
    if (isSameRequest(around, McpDirection.RECEIVED, request, surroundings)) {
      return borrowed(around, McpDirection.RECEIVED, request, session, http, surroundings);
    }
    Context parent = parent(surroundings, request, session);
    SpanBuilder builder =
        tracer.spanBuilder(spans.name(receivedNames.span(request))).setParent(parent);
    SpanContext link = around.span().getSpanContext();
    if (link.isValid() && !link.equals(Span.fromContext(parent).getSpanContext())) {
      builder.addLink(link);
    }
    return started(builder, McpDirection.RECEIVED, request, session, http, parent);
  }

  private Context parent(Context surroundings, McpRequest request, McpSession session) {
    Context extracted = extraction.extract(surroundings, request.meta());
    return sessionTraces && session.role() == McpRole.SERVER
        ? SessionTraces.parent(surroundings, extracted, session.id())
        : extracted;
  }

  /** Notes that the HTTP request around, if there is one, opens a stream of messages. */
  public void streamOpened(Context ambient) {
    AmbientSpan around = new AmbientSpan(Span.fromContext(ambient));
    if (HttpFacts.isRequest(around, "GET")) {
      around.span().setAttribute(McpAttributes.MCP_SENTRY_STREAM, true);
    }
  }

  /**
   * Starts the span of a request about to be sent. Where the ambient span is another
   * instrumentation's for the same request, or for the execution of the tool it calls, that one is
   * used.
   */
  public McpOperation send(McpRequest request, McpSession session, Context current) {
    Context ambient = outsideOfRequests(current);
    AmbientSpan around = new AmbientSpan(Span.fromContext(ambient));
    if (isSameRequest(around, McpDirection.SENT, request, ambient)
        || isToolExecution(around, request)) {
      return borrowed(around, McpDirection.SENT, request, session, HttpFacts.NONE, ambient);
    }
    return started(
        tracer.spanBuilder(spans.name(sentNames.span(request))).setParent(ambient),
        McpDirection.SENT,
        request,
        session,
        HttpFacts.NONE,
        ambient);
  }

  /** Whether requests to the peer carry context; where not, they are best sent as they are. */
  public boolean carriesContext(McpSession session) {
    return traces && injection.isOn(url(session));
  }

  /**
   * What a request's {@code _meta} has to carry for the peer to join the trace.
   *
   * @param meta the caller's own {@code _meta}, whose keys win; null for none
   * @return a copy with the context added; null when there is neither
   */
  public @Nullable Map<String, Object> meta(McpOperation operation, @Nullable Map<?, ?> meta) {
    McpSession session = operation.session();
    McpEndpoint endpoint = session.endpoint();
    String host = endpoint == null ? session.transport().label() : endpoint.address();
    return injection.into(
        meta, operation.context(), handledBy(operation.surroundings()), host, url(session));
  }

  private static String url(McpSession session) {
    McpEndpoint endpoint = session.endpoint();
    return endpoint == null ? session.transport().label() : endpoint.url();
  }

  // the segment that a request belongs to, as the bridge names it
  private static @Nullable String handledBy(Context surroundings) {
    McpOperation around = McpOperation.fromContext(surroundings);
    return around == null || around.isEnded() || around.direction() == McpDirection.SENT
        ? null
        : around.spanName();
  }

  /**
   * Counts a notification, notes it on the operation it belongs to, and ends the one it takes back.
   *
   * @param context where it was sent, or handled
   * @param failure what went wrong; null when nothing did
   * @param nanos how long it took
   */
  public void notified(
      McpDirection direction,
      McpNotification notification,
      McpSession session,
      Context context,
      @Nullable McpFailure failure,
      long nanos) {
    metrics(direction).notification(notification.method(), session, failure, nanos);
    if (notification.method().equals(McpMethods.CANCELLED)) {
      cancel(direction, notification, session);
    } else {
      Context where =
          direction == McpDirection.RECEIVED ? whereItArrived(session, context) : context;
      notifications.note(direction, notification, session, where);
    }
  }

  /** Records the duration of a session that ended. Only the first call for a session counts. */
  public void sessionEnded(McpSession session) {
    if (session.end()) {
      (session.role() == McpRole.SERVER ? serverMetrics : clientMetrics).session(session);
      if (session.role() == McpRole.SERVER) {
        failures.closed(session);
      }
    }
  }

  // whoever sent a request is the one to take it back
  private void cancel(McpDirection direction, McpNotification notification, McpSession session) {
    McpOperation operation = session.open(direction).find(notification.param("requestId"));
    if (operation != null) {
      McpRole by = direction == McpDirection.SENT ? session.role() : session.role().peer();
      spans.cancelled(operation.span(), by, notification.text("reason"));
      operation.settle(FailureClassifier.cancelled());
      operation.end();
    }
  }

  private McpOperation started(
      SpanBuilder builder,
      McpDirection direction,
      McpRequest request,
      McpSession session,
      HttpFacts http,
      Context parent) {
    spans.start(builder::setAttribute, direction, request, session, http);
    Span span = builder.setSpanKind(direction.spanKind()).startSpan();
    return new McpOperation(this, direction, request, session, http, span, parent);
  }

  private McpOperation borrowed(
      AmbientSpan owner,
      McpDirection direction,
      McpRequest request,
      McpSession session,
      HttpFacts http,
      Context ambient) {
    Span span = new BorrowedSpan(owner.span());
    spans.start(span::setAttribute, direction, request, session, http);
    return new McpOperation(this, direction, request, session, http, span, ambient);
  }

  // what follows an answer often runs where the answer came in, under the request that asked for it
  private static Context outsideOfRequests(Context current) {
    McpOperation around = McpOperation.fromContext(current);
    if (around == null || around.direction() != McpDirection.SENT) {
      return current;
    }
    Span span = Span.fromContext(current);
    boolean isItsOwn =
        span.getSpanContext().equals(around.span().getSpanContext())
            || new AmbientSpan(span).isOfKind(SpanKind.CLIENT);
    return isItsOwn
        ? around.surroundings()
        : around.surroundings().with(span).with(Baggage.fromContext(current));
  }

  // a client's threads that read keep the context of whoever started them, such as initialize; it
  // counts only while that is a request that waits for its answer
  private static Context whereItArrived(McpSession session, Context ambient) {
    if (session.role() == McpRole.SERVER) {
      return ambient;
    }
    McpOperation around = McpOperation.fromContext(ambient);
    boolean waits =
        around != null
            && around.direction() == McpDirection.SENT
            && around.session() == session
            && !around.isEnded();
    return waits ? ambient : Context.root();
  }

  private static boolean isSameRequest(
      AmbientSpan around, McpDirection direction, McpRequest request, Context ambient) {
    return around.isReadable()
        && request.method().equals(around.get(MCP_METHOD_NAME))
        && around.isOfKind(direction.spanKind())
        && !isOurs(around, ambient);
  }

  private static boolean isToolExecution(AmbientSpan around, McpRequest request) {
    String tool = request.toolName();
    return tool != null
        && around.isReadable()
        && EXECUTE_TOOL.equals(around.get(GEN_AI_OPERATION_NAME))
        && tool.equals(around.get(GEN_AI_TOOL_NAME))
        && around.get(MCP_METHOD_NAME) == null;
  }

  // a handler that passes its request on works under our own span of the same method
  private static boolean isOurs(AmbientSpan around, Context ambient) {
    McpOperation operation = McpOperation.fromContext(ambient);
    return operation != null
        && operation.span().getSpanContext().equals(around.span().getSpanContext());
  }

  void ended(McpOperation operation, McpOutcome said, long nanos) {
    McpOutcome outcome = judged(operation, said);
    McpFailure failure = outcome instanceof McpOutcome.Failure failed ? failed.failure() : null;
    McpDirection direction = operation.direction();
    try {
      names(direction).learn(operation.request(), failure);
      // only now is it known whether there is such a tool
      operation.span().updateName(operation.spanName());
      spans.end(operation, outcome);
      failures.ended(operation, outcome, nanos);
    } finally {
      operation.span().end();
      metrics(direction)
          .operation(operation, failure, spans.resourceType(operation, outcome), nanos);
    }
  }

  private static McpOutcome judged(McpOperation operation, McpOutcome said) {
    return operation.direction() == McpDirection.RECEIVED
            && operation.request().method().equals(McpMethods.SERVER_DISCOVER)
            && said instanceof McpOutcome.Failure failed
        ? new McpOutcome.Failure(FailureClassifier.ofDiscovery(failed.failure()), failed.content())
        : said;
  }

  /** The keys of the transport's context whose values are wanted, by {@link McpOperation#knows}. */
  public Set<String> transportKeys() {
    return transportKeys;
  }

  /** Learns that a server of this process has a tool. */
  public void hasTool(String name) {
    receivedNames.listed(McpMethods.TOOLS_LIST, List.of(name));
  }

  /** Learns that a server of this process has a prompt. */
  public void hasPrompt(String name) {
    receivedNames.listed(McpMethods.PROMPTS_LIST, List.of(name));
  }

  /**
   * Learns what there is from the names that {@code tools/list} or {@code prompts/list} was
   * answered with.
   */
  void listed(McpOperation operation, Iterable<String> answered) {
    names(operation.direction()).listed(operation.request().method(), answered);
  }

  /** Learns that the tool or prompt a request is aimed at was found. */
  void found(McpOperation operation) {
    names(operation.direction()).exists(operation.request());
  }

  /** What the operation's span is called, by what is known so far. */
  String spanName(McpOperation operation) {
    return spans.name(names(operation.direction()).span(operation.request()));
  }

  private OperationNames names(McpDirection direction) {
    return direction == McpDirection.RECEIVED ? receivedNames : sentNames;
  }

  private McpMetrics metrics(McpDirection direction) {
    return direction == McpDirection.RECEIVED ? serverMetrics : clientMetrics;
  }
}
