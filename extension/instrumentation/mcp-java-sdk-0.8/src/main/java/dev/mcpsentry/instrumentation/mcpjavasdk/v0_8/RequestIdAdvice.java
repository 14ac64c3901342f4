package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** {@code generateRequestId}, which every session that sends requests has. */
@SuppressWarnings("unused")
public final class RequestIdAdvice {

  private RequestIdAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  public static void exit(@Advice.Return @Nullable String id) {
    RequestIds.generated(id);
  }
}
