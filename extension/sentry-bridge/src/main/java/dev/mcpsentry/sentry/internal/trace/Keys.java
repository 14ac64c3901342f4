package dev.mcpsentry.sentry.internal.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attribute keys of spans that are not MCP's: OpenTelemetry semantic conventions 1.43, and the
 * older spelling where instrumentations of the agent still use it. The stable ones are spelt out
 * too, as the agent relocates the API but does not carry the constants.
 */
final class Keys {

  static final AttributeKey<String> HTTP_REQUEST_METHOD = stringKey("http.request.method");
  static final AttributeKey<String> HTTP_ROUTE = stringKey("http.route");
  static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");
  static final AttributeKey<String> URL_PATH = stringKey("url.path");
  static final AttributeKey<String> URL_FULL = stringKey("url.full");
  static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = longKey("server.port");

  static final AttributeKey<String> DB_SYSTEM_NAME = stringKey("db.system.name");
  static final AttributeKey<String> DB_QUERY_TEXT = stringKey("db.query.text");
  static final AttributeKey<String> DB_QUERY_SUMMARY = stringKey("db.query.summary");
  // before 1.30
  static final AttributeKey<String> DB_SYSTEM = stringKey("db.system");
  static final AttributeKey<String> DB_STATEMENT = stringKey("db.statement");

  static final AttributeKey<String> MESSAGING_SYSTEM = stringKey("messaging.system");
  static final AttributeKey<String> MESSAGING_OPERATION_TYPE =
      stringKey("messaging.operation.type");
  static final AttributeKey<String> MESSAGING_DESTINATION = stringKey("messaging.destination.name");

  static final AttributeKey<String> RPC_SYSTEM_NAME = stringKey("rpc.system.name");
  // before 1.38
  static final AttributeKey<String> RPC_SYSTEM = stringKey("rpc.system");
  static final AttributeKey<Long> GRPC_STATUS = longKey("rpc.grpc.status_code");

  private Keys() {}
}
