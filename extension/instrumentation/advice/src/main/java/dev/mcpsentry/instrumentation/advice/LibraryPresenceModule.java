package dev.mcpsentry.instrumentation.advice;

import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import com.google.auto.service.AutoService;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Changes nothing: notices MCP libraries that no module hooked, after all others had their turn.
 */
@AutoService(InstrumentationModule.class)
public final class LibraryPresenceModule extends InstrumentationModule {

  public LibraryPresenceModule() {
    super("mcp-library-presence");
  }

  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return KnownLibrary.ALL.stream().<TypeInstrumentation>map(Landmark::new).toList();
  }

  private record Landmark(KnownLibrary library) implements TypeInstrumentation {

    @Override
    public ElementMatcher<TypeDescription> typeMatcher() {
      return namedOneOf(library.landmarks().toArray(new String[0]));
    }

    @Override
    public void transform(TypeTransformer transformer) {
      transformer.applyTransformer(
          (builder, type, loader, module, domain) -> {
            HookReport.INSTANCE.present(library, loader, domain);
            return builder;
          });
    }
  }
}
