package dev.mcpsentry.bundle;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;

/**
 * Says it when the agent has started and nobody asked us: declarative configuration asks for what
 * its file names, and for nothing else.
 */
@AutoService(AgentListener.class)
public final class McpSentryAgentListener implements AgentListener {

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    if (!McpSentryAutoConfiguration.wasAsked() && !McpSentryComponent.isNamed()) {
      McpSentryAutoConfiguration.tell(
          "OpenTelemetry is configured by a file (OTEL_CONFIG_FILE) that does not name "
              + McpSentryComponent.NAME
              + ": Sentry monitoring disabled");
    }
  }
}
