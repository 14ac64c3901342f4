package dev.mcpsentry.bundle;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;

/**
 * Says it when the agent has started and nobody asked {@link McpSentryAutoConfiguration}, as is the
 * way of declarative configuration.
 */
@AutoService(AgentListener.class)
public final class McpSentryAgentListener implements AgentListener {

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    if (!McpSentryAutoConfiguration.wasAsked()) {
      McpSentryAutoConfiguration.tell(
          "OpenTelemetry is configured by a file (OTEL_CONFIG_FILE), which leaves extensions like"
              + " this one out: Sentry monitoring disabled");
    }
  }
}
