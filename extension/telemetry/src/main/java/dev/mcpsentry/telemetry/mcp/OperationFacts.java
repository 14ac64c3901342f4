package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.rule.Facts;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules can ask of an operation.
 *
 * @param outcome how it ended; null while it runs
 * @param transportValues what its handler's transport context says
 */
record OperationFacts(
    McpRequest request,
    HttpFacts http,
    @Nullable McpOutcome outcome,
    Map<String, Object> transportValues)
    implements Facts {

  static OperationFacts atStart(McpRequest request, HttpFacts http) {
    return new OperationFacts(request, http, null, Map.of());
  }

  static OperationFacts of(McpOperation operation, @Nullable McpOutcome outcome) {
    return new OperationFacts(
        operation.request(), operation.http(), outcome, operation.transportValues());
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public @Nullable String tool() {
    return request.toolName();
  }

  @Override
  public @Nullable Object arguments() {
    return request.arguments();
  }

  @Override
  public @Nullable Object result() {
    return outcome instanceof McpOutcome.Success success ? success.content().get() : null;
  }

  @Override
  public @Nullable Object meta() {
    return request.meta();
  }

  @Override
  public @Nullable String uri() {
    return request.resourceUri();
  }

  @Override
  public @Nullable String header(String name) {
    List<String> values =
        http.headers().get(AttributeKey.stringArrayKey(HttpFacts.HEADER_PREFIX + name));
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  @Override
  public @Nullable String pathVariable(String name) {
    return http.variables().get(name);
  }

  @Override
  public @Nullable String claim(String name) {
    return http.claims().get(name);
  }

  @Override
  public @Nullable Object transportValue(String key) {
    return transportValues.get(key);
  }

  @Override
  public @Nullable String query(String name) {
    return http.parameter(name);
  }
}
