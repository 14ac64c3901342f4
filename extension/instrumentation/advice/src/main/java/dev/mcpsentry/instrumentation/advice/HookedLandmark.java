package dev.mcpsentry.instrumentation.advice;

import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Changes nothing: reports a library as hooked when its module passes all checks. */
public final class HookedLandmark implements TypeInstrumentation {

  private final KnownLibrary library;

  public HookedLandmark(KnownLibrary library) {
    this.library = library;
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(library.landmarks().toArray(new String[0]));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyTransformer(
        (builder, type, loader, module, domain) -> {
          HookReport.INSTANCE.hooked(library, loader, domain);
          return builder;
        });
  }
}
