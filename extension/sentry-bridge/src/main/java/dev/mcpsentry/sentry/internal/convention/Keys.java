package dev.mcpsentry.sentry.internal.convention;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attribute keys of spans that are not MCP's: OpenTelemetry semantic conventions 1.43, and the
 * older spelling where instrumentations of the agent still use it. The stable ones are spelt out
 * too, as the agent relocates the API but does not carry the constants.
 */
public final class Keys {

  // what an application says to Sentry of a span of its own
  static final AttributeKey<String> SENTRY_OP = stringKey("sentry.op");
  static final AttributeKey<String> SENTRY_ORIGIN = stringKey("sentry.origin");

  public static final AttributeKey<String> HTTP_REQUEST_METHOD = stringKey("http.request.method");
  public static final AttributeKey<String> HTTP_ROUTE = stringKey("http.route");
  public static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");
  public static final AttributeKey<String> URL_PATH = stringKey("url.path");
  public static final AttributeKey<String> URL_FULL = stringKey("url.full");
  public static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  public static final AttributeKey<Long> SERVER_PORT = longKey("server.port");

  public static final AttributeKey<String> DB_SYSTEM_NAME = stringKey("db.system.name");
  public static final AttributeKey<String> DB_QUERY_TEXT = stringKey("db.query.text");
  public static final AttributeKey<String> DB_QUERY_SUMMARY = stringKey("db.query.summary");
  // before 1.30
  public static final AttributeKey<String> DB_SYSTEM = stringKey("db.system");
  public static final AttributeKey<String> DB_STATEMENT = stringKey("db.statement");

  public static final AttributeKey<String> MESSAGING_SYSTEM = stringKey("messaging.system");
  public static final AttributeKey<String> MESSAGING_OPERATION_TYPE =
      stringKey("messaging.operation.type");
  public static final AttributeKey<String> MESSAGING_DESTINATION =
      stringKey("messaging.destination.name");

  public static final AttributeKey<String> RPC_SYSTEM_NAME = stringKey("rpc.system.name");
  // before 1.38
  public static final AttributeKey<String> RPC_SYSTEM = stringKey("rpc.system");
  public static final AttributeKey<Long> GRPC_STATUS = longKey("rpc.grpc.status_code");

  public static final AttributeKey<String> FAAS_TRIGGER = stringKey("faas.trigger");
  public static final AttributeKey<String> FAAS_INVOCATION_ID = stringKey("faas.invocation_id");

  private Keys() {}
}
