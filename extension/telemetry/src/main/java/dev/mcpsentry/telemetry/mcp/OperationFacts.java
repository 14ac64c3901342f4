package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.rule.Facts;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules can ask of an operation.
 *
 * @param outcome how it ended; null while it runs
 */
record OperationFacts(McpRequest request, HttpFacts http, @Nullable McpOutcome outcome)
    implements Facts {

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
  public @Nullable String query(String name) {
    return http.parameter(name);
  }
}
