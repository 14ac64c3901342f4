package dev.mcpsentry.smoke.app.sdk;

import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.DemoTool;
import dev.mcpsentry.smoke.app.tools.Reply;
import dev.mcpsentry.smoke.app.tools.ToolCall;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The demo tools as a reactive program writes them: waiting holds no thread. */
final class Reactive {

  private Reactive() {}

  static Mono<Reply> call(DemoTool tool, ToolCall call) {
    return switch (tool.name()) {
      case Demo.HANG -> Mono.never();
      case Demo.SLOW ->
          Mono.delay(Duration.ofMillis(Demo.delayMillis(call)))
              .map(tick -> Demo.slept(Demo.delayMillis(call)));
      default -> Mono.fromCallable(() -> tool.call(call));
    };
  }
}
