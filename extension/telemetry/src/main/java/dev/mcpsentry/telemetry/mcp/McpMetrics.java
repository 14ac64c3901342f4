package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.EXECUTE_TOOL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROTOCOL_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_PROTOCOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.OTHER;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.SERVER_ADDRESS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.SERVER_PORT;

import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of one side, in seconds. Names, buckets and attributes by the OpenTelemetry MCP
 * conventions v1.41.1; whatever a caller can invent becomes {@code _OTHER}.
 */
final class McpMetrics {

  static final List<Double> BUCKETS =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Whoever sends; only there the server's address is known. */
  static final String CLIENT = "mcp.client";

  /** Whoever receives. */
  static final String SERVER = "mcp.server";

  private final boolean namesServer;
  private final DoubleHistogram operations;
  private final DoubleHistogram sessions;
  private final KnownNames tools = new KnownNames(1000);
  private final KnownNames prompts = new KnownNames(1000);
  private final KnownNames versions = new KnownNames(20);
  private final KnownNames errors = new KnownNames(200);

  /**
   * @param side {@link #CLIENT} or {@link #SERVER}
   */
  McpMetrics(Meter meter, String side) {
    namesServer = side.equals(CLIENT);
    operations = histogram(meter, side + ".operation.duration", "Duration of MCP operations.");
    sessions = histogram(meter, side + ".session.duration", "Duration of MCP sessions.");
  }

  private static DoubleHistogram histogram(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(BUCKETS)
        .build();
  }

  void operation(
      McpRequest request,
      McpSession session,
      @Nullable McpFailure failure,
      long nanos,
      Context context) {
    AttributesBuilder attributes = common(request.method(), session);
    String tool = request.toolName();
    if (tool != null) {
      attributes.put(GEN_AI_TOOL_NAME, learned(tools, tool, failure));
      attributes.put(GEN_AI_OPERATION_NAME, EXECUTE_TOOL);
    }
    String prompt = request.promptName();
    if (prompt != null) {
      attributes.put(GEN_AI_PROMPT_NAME, learned(prompts, prompt, failure));
    }
    if (failure != null) {
      putNonNull(attributes, failure);
    }
    operations.record(nanos / NANOS_PER_SECOND, attributes.build(), context);
  }

  void notification(String method, McpSession session, @Nullable McpFailure failure, long nanos) {
    AttributesBuilder attributes = common(method, session);
    if (failure != null) {
      putNonNull(attributes, failure);
    }
    operations.record(nanos / NANOS_PER_SECOND, attributes.build());
  }

  void session(McpSession session) {
    AttributesBuilder attributes = Attributes.builder();
    putSession(attributes, session);
    sessions.record(
        (System.nanoTime() - session.startNanos()) / NANOS_PER_SECOND, attributes.build());
  }

  // a name is believed once the server did something with it other than turn it down
  private static String learned(KnownNames names, String name, @Nullable McpFailure failure) {
    boolean reached =
        failure == null
            || switch (failure.kind()) {
              case TOOL_EXCEPTION, TOOL_REPORTED, TIMEOUT, AUTH -> true;
              case CALLER_FAULT, PROTOCOL, TRANSPORT, CANCELLED, ABORTED -> false;
            };
    if (reached) {
      names.add(name);
    }
    return names.orOther(name);
  }

  private AttributesBuilder common(String method, McpSession session) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(MCP_METHOD_NAME, McpMethods.isKnown(method) ? method : OTHER);
    putSession(attributes, session);
    return attributes;
  }

  private void putSession(AttributesBuilder attributes, McpSession session) {
    attributes.put(NETWORK_TRANSPORT, session.transport().networkTransport());
    String protocol = session.transport().networkProtocol();
    if (protocol != null) {
      attributes.put(NETWORK_PROTOCOL_NAME, protocol);
    }
    String version = session.protocolVersion();
    if (version != null) {
      attributes.put(MCP_PROTOCOL_VERSION, versions.admitted(version));
    }
    McpEndpoint endpoint = namesServer ? session.endpoint() : null;
    if (endpoint != null) {
      attributes.put(SERVER_ADDRESS, endpoint.address());
      attributes.put(SERVER_PORT, endpoint.port());
    }
  }

  private void putNonNull(AttributesBuilder attributes, McpFailure failure) {
    if (failure.errorType() != null) {
      attributes.put(ERROR_TYPE, errors.admitted(failure.errorType()));
    }
    if (failure.statusCode() != null) {
      attributes.put(RPC_RESPONSE_STATUS_CODE, errors.admitted(failure.statusCode()));
    }
  }
}
