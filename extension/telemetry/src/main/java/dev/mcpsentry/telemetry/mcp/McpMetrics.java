package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_RESOURCE_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_SERVER_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.EXECUTE_TOOL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROTOCOL_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_PROTOCOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.SERVER_ADDRESS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.SERVER_PORT;

import dev.mcpsentry.telemetry.error.McpFailure;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
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
  private final OperationNames names;
  private final KnownNames versions = new KnownNames(20);
  private final KnownNames servers = new KnownNames(20);
  private final KnownNames resources = new KnownNames(50);
  private final KnownNames errors = new KnownNames(200);

  /**
   * @param side {@link #CLIENT} or {@link #SERVER}
   * @param names what there is on that side
   */
  McpMetrics(Meter meter, String side, OperationNames names) {
    this.names = names;
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
      McpOperation operation, @Nullable McpFailure failure, @Nullable String resource, long nanos) {
    McpRequest request = operation.request();
    McpSession session = operation.session();
    AttributesBuilder attributes = common(request.method(), session);
    if (session.role() == McpRole.SERVER) {
      attributes.put(APP_CLIENT_FAMILY, session.clientFamily(operation.http().userAgent()));
    }
    if (resource != null) {
      attributes.put(APP_RESOURCE_TYPE, resources.admitted(resource));
    }
    String tool = request.toolName();
    if (tool != null) {
      attributes.put(GEN_AI_TOOL_NAME, names.tool(tool));
      attributes.put(GEN_AI_OPERATION_NAME, EXECUTE_TOOL);
    }
    String prompt = request.promptName();
    if (prompt != null) {
      attributes.put(GEN_AI_PROMPT_NAME, names.prompt(prompt));
    }
    if (failure != null) {
      putNonNull(attributes, failure);
    }
    operations.record(nanos / NANOS_PER_SECOND, attributes.build(), operation.context());
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

  private AttributesBuilder common(String method, McpSession session) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(MCP_METHOD_NAME, OperationNames.method(method));
    putSession(attributes, session);
    return attributes;
  }

  private void putSession(AttributesBuilder attributes, McpSession session) {
    attributes.put(NETWORK_TRANSPORT, session.transport().networkTransport());
    attributes.put(APP_TRANSPORT, session.transport().label());
    McpPeer server = session.server();
    if (session.role() == McpRole.SERVER && server != null && server.version() != null) {
      attributes.put(APP_SERVER_VERSION, servers.admitted(server.version()));
    }
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
