package dev.mcpsentry.sentry.internal.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeOwnersTest {

  private final CodeOwners owners = new CodeOwners(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Main",
        "com.acme.shop.OrderTools",
        "com.acme.shop.OrderTools$Inner",
        "com.acme.shop.ToolsKt$main$1",
        "com.acme.shop.FlowKt$map$$inlined$collect$1",
        "com.acme.Shop$$anonfun$1",
        "com.acme.shop.Order$ProxyFactory",
        "com.acme.shop.Maths_Subclasses",
        // begins like a library, and is none
        "javafoo.Main",
        "org.springframeworks.Shop",
        "dev.mcpsentry.smoke.app.tools.Demo"
      })
  void nobodyElsesClass_isTheApplications(String module) {
    assertThat(owners.of(module, "Source.java")).isEqualTo(CodeOwner.APPLICATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Thread",
        "jdk.internal.reflect.DirectMethodHandleAccessor",
        "jdk.proxy2.$Proxy17",
        "com.sun.proxy.$Proxy3",
        "reactor.core.publisher.MonoCallable",
        "io.modelcontextprotocol.server.McpAsyncServer",
        "org.springframework.ai.mcp.annotation.method.tool.AbstractMcpToolMethodCallback",
        "kotlinx.coroutines.DispatchedTask",
        "_COROUTINE._BOUNDARY",
        "io.opentelemetry.context.Context",
        "com.acme.shop.OrderService$$SpringCGLIB$$0",
        "com.acme.shop.OrderService$$FastClassBySpringCGLIB$$1a2b",
        "com.acme.shop.OrderService_ClientProxy",
        "com.acme.shop.OrderService_Subclass",
        "com.acme.shop.$OrderService$Definition$Intercepted",
        "com.acme.shop.$Proxy5",
        "$Proxy5",
        "com.acme.shop.OrderService$$Lambda/0x00007f1c",
        "com.acme.shop.Order$HibernateProxy$x1"
      })
  void librarysOrGeneratedClass_isNot(String module) {
    assertThat(owners.of(module, null)).isEqualTo(CodeOwner.LIBRARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.opentelemetry.javaagent.bootstrap.executors.ContextPropagatingRunnable",
        "io.opentelemetry.javaagent.shaded.io.opentelemetry.context.Context",
        "dev.mcpsentry.instrumentation.mcpjavasdk.v0_8.WatchedMono",
        "dev.mcpsentry.telemetry.mcp.McpOperation",
        "dev.mcpsentry.sentry.internal.span.SpanIntake"
      })
  void oursAndTheAgents_isMonitoring(String module) {
    assertThat(owners.of(module, "Source.java")).isEqualTo(CodeOwner.MONITORING);
  }

  @ParameterizedTest
  @CsvSource({
    "org.springframework.samples.Shop, APPLICATION",
    "com.acme.shop.OrderTools, LIBRARY",
    "io.opentelemetry.javaagent.Agent, MONITORING"
  })
  void includes_alone_sayWhatIsTheApplications(String module, CodeOwner owner) {
    assertThat(new CodeOwners(List.of("org.springframework.samples")).of(module, null))
        .isEqualTo(owner);
  }

  @Test
  void generatedSource_isNot() {
    assertThat(owners.of("com.acme.shop.OrderService$Fast", "<generated>"))
        .isEqualTo(CodeOwner.LIBRARY);
  }

  @Test
  void knownLibraries_areNamesOfPackages() {
    assertThat(KnownLibraries.packages())
        .hasSizeGreaterThan(200)
        .allMatch(name -> name.matches("[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-z0-9_]+)*"));
  }
}
