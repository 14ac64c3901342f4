package dev.mcpsentry.testing;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarFile;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * A library as it was released, none of whose classes is loaded: what hooks find in it, where
 * muzzle's references say nothing because they name no type of the library.
 */
public final class ReleasedLibrary implements AutoCloseable {

  private final List<JarFile> jars = new ArrayList<>();
  private final ClassFileLocator locator;
  private final TypePool pool;

  /**
   * @param folder of its jar, and those of others whose types matter
   */
  public ReleasedLibrary(Path folder) throws IOException {
    List<ClassFileLocator> locators = new ArrayList<>();
    for (File jar : folder.toFile().listFiles()) {
      jars.add(new JarFile(jar));
      locators.add(ClassFileLocator.ForJarFile.of(jar));
    }
    locators.add(ClassFileLocator.ForClassLoader.ofSystemLoader());
    locators.add(new EmptyClasses());
    locator = new ClassFileLocator.Compound(locators);
    pool = TypePool.Default.of(locator);
  }

  /** Every method that a module's advice was woven into, as {@code Type#method}. */
  public Set<String> hookedBy(InstrumentationModule module) {
    Set<String> hooked = new TreeSet<>();
    for (TypeDescription type : types()) {
      for (TypeInstrumentation instrumentation : module.typeInstrumentations()) {
        if (instrumentation.typeMatcher().matches(type)) {
          instrumentation.transform(new Weaver(type, hooked));
        }
      }
    }
    return hooked;
  }

  private List<TypeDescription> types() {
    return jars.stream()
        .flatMap(JarFile::stream)
        .map(entry -> entry.getName())
        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
        .filter(name -> !name.endsWith("-info.class"))
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .map(name -> pool.describe(name).resolve())
        .toList();
  }

  @Override
  public void close() throws IOException {
    locator.close();
    for (JarFile jar : jars) {
      jar.close();
    }
  }

  /** Stand for what the library needs of others. */
  private static final class EmptyClasses implements ClassFileLocator {

    @Override
    public Resolution locate(String name) {
      return new Resolution.Explicit(
          new ByteBuddy().subclass(Object.class).name(name).make().getBytes());
    }

    @Override
    public void close() {}
  }

  private final class Weaver implements TypeTransformer {

    private final TypeDescription type;
    private final Set<String> hooked;

    Weaver(TypeDescription type, Set<String> hooked) {
      this.type = type;
      this.hooked = hooked;
    }

    @Override
    public void applyAdviceToMethod(
        ElementMatcher<? super MethodDescription> methods,
        Function<Advice.WithCustomMapping, Advice.WithCustomMapping> mapping,
        String advice) {
      AsmVisitorWrapper visitor =
          new AsmVisitorWrapper.ForDeclaredMethods()
              .invokable(
                  methods, mapping.apply(Advice.withCustomMapping()).to(adviceClass(advice)));
      // fails where advice asks for what the method or its class does not have
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .redefine(type, locator)
          .visit(visitor)
          .make(pool)
          .getBytes();
      type.getDeclaredMethods()
          .filter(methods)
          .forEach(method -> hooked.add(type.getSimpleName() + "#" + method.getInternalName()));
    }

    @Override
    public void applyTransformer(AgentBuilder.Transformer transformer) {}

    private Class<?> adviceClass(String name) {
      try {
        return Class.forName(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
