package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.mcp.McpRequest;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import org.jspecify.annotations.Nullable;

/** Where advice enters that needs types added in 0.11. */
public final class StreamableHooks {

  private StreamableHooks() {}

  /** A streamable session was made; the answer to {@code initialize} follows. */
  public static @Nullable McpStreamableServerSessionInit initialize(
      McpSchema.InitializeRequest request, @Nullable McpStreamableServerSessionInit init) {
    if (init == null) {
      return null;
    }
    McpRequest initialize = new McpRequest(McpMethods.INITIALIZE, null, RecordTree.fields(request));
    return new McpStreamableServerSessionInit(
        init.session(),
        SessionHooks.watched(
            SessionHooks.session(init.session()),
            initialize,
            init.initResult(),
            SdkOutcomes::settleLost));
  }
}
