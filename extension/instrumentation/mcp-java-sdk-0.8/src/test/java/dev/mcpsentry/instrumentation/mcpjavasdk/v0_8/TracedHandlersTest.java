package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpsentry.telemetry.StderrLog;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.server.McpStatelessRequestHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TracedHandlersTest {

  private final Map<String, Object> handlers = new HashMap<>();
  private final Map<String, Object> view = TracedHandlers.of(handlers, new StderrLog());

  @Test
  void view_isLive_andMadeOnce() {
    handlers.put("late", "handler");

    assertThat(view).containsOnlyKeys("late");
    assertThat(view.containsKey("late")).isTrue();
    assertThat(TracedHandlers.of(view, new StderrLog())).isSameAs(view);
    view.remove("late");
    assertThat(handlers).isEmpty();
  }

  @Test
  void miss_isAMiss() {
    assertThat(view.get("nothing")).isNull();
    assertThat(view.get(null)).isNull();
  }

  @Test
  void unknownKindOfHandler_isLeftAlone() {
    Object odd = new Object();
    handlers.put("odd", odd);

    assertThat(view.get("odd")).isSameAs(odd);
  }

  @Test
  void handler_runsOnceWithItsOwnArguments() {
    AtomicInteger runs = new AtomicInteger();
    McpRequestHandler<Object> handler =
        (exchange, params) -> {
          runs.incrementAndGet();
          return Mono.just(params);
        };
    handlers.put("m", handler);

    McpRequestHandler<?> traced = (McpRequestHandler<?>) view.get("m");

    assertThat(traced.handle(null, "params").block()).isEqualTo("params");
    assertThat(runs).hasValue(1);
  }

  @Test
  void exceptionThrownEagerly_staysEagerAndTheSame() {
    IllegalStateException boom = new IllegalStateException("boom");
    McpStatelessRequestHandler<Object> handler =
        (context, params) -> {
          throw boom;
        };
    handlers.put("m", handler);

    McpStatelessRequestHandler<?> traced = (McpStatelessRequestHandler<?>) view.get("m");

    assertThatThrownBy(() -> traced.handle(McpTransportContext.EMPTY, null)).isSameAs(boom);
  }

  @Test
  void checkedExceptionsAndErrors_passToo() {
    McpRequestHandler<Object> handler = (exchange, params) -> sneak(new java.io.IOException("io"));
    handlers.put("m", handler);

    McpRequestHandler<?> traced = (McpRequestHandler<?>) view.get("m");

    assertThatThrownBy(() -> traced.handle(null, null)).hasMessage("io");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> Mono<Object> sneak(Throwable problem) throws E {
    throw (E) problem;
  }
}
