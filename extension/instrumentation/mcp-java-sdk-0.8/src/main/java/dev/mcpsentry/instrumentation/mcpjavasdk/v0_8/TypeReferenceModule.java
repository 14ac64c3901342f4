package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.not;

import com.google.auto.service.AutoService;
import dev.mcpsentry.instrumentation.advice.McpInstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatcher;

/** Copies of request parameters, for the SDK up to 0.12. */
@AutoService(InstrumentationModule.class)
public final class TypeReferenceModule extends McpInstrumentationModule {

  public TypeReferenceModule() {
    super("mcp-java-sdk", "mcp-java-sdk-0.8");
  }

  @Override
  public ElementMatcher.Junction<ClassLoader> classLoaderMatcher() {
    return hasClassesNamed(
            "io.modelcontextprotocol.spec.McpServerSession",
            "com.fasterxml.jackson.core.type.TypeReference")
        // added in 0.13
        .and(not(hasClassesNamed("io.modelcontextprotocol.json.TypeRef")));
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return List.of(new SessionConstructors(getClass().getName() + "$OfferAdvice"));
  }

  @SuppressWarnings("unused")
  public static class OfferAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter() {
      TypeReferenceMap.offer();
    }
  }
}
