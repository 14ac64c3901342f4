package dev.mcpsentry.muzzle;

import io.opentelemetry.javaagent.tooling.muzzle.generation.MuzzleCodeGenerationPlugin;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;

/**
 * Runs OpenTelemetry's muzzle code generator over one directory of compiled classes.
 *
 * <p>The byte-buddy Maven plugin cannot do it: the generator is compiled against {@code
 * byte-buddy-dep}, whose ASM packages differ from those in the plugin's own realm.
 */
public final class MuzzleWeaver {

  private MuzzleWeaver() {}

  /**
   * Weaves {@code args[0]} in place.
   *
   * @throws IllegalStateException when a class failed or when no module was woven
   */
  public static void main(String[] args) throws IOException {
    File classes = new File(args[0]);
    // the generator insists on a loader that names its URLs
    URL[] urls = classPath(classes);
    try (URLClassLoader loader = new URLClassLoader(urls, MuzzleWeaver.class.getClassLoader())) {
      ClassFileLocator locator =
          new ClassFileLocator.Compound(
              ClassFileLocator.ForClassLoader.of(loader),
              ClassFileLocator.ForClassLoader.ofSystemLoader());
      OncePlugin plugin = new OncePlugin(new MuzzleCodeGenerationPlugin(loader));
      Plugin.Engine.Summary summary =
          new Plugin.Engine.Default()
              .with(locator)
              .apply(classes, classes, new Plugin.Factory.Simple(plugin));
      if (!summary.getFailed().isEmpty() || !summary.getUnresolved().isEmpty()) {
        throw new IllegalStateException(
            "Muzzle weaving failed for " + summary.getFailed() + " " + summary.getUnresolved());
      }
      if (summary.getTransformed().isEmpty() && plugin.alreadyWoven == 0) {
        throw new IllegalStateException("No InstrumentationModule to weave in " + classes);
      }
    }
  }

  private static URL[] classPath(File classes) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toURI().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  /** Leaves alone what an earlier build wove and nobody compiled since. */
  private static final class OncePlugin implements Plugin {

    private final Plugin generator;
    private int alreadyWoven;

    OncePlugin(Plugin generator) {
      this.generator = generator;
    }

    @Override
    public boolean matches(TypeDescription type) {
      if (!generator.matches(type)) {
        return false;
      }
      boolean woven =
          type.getInterfaces().stream()
              .anyMatch(mixin -> mixin.getTypeName().endsWith(".InstrumentationModuleMuzzle"));
      if (woven) {
        alreadyWoven++;
      }
      return !woven;
    }

    @Override
    public DynamicType.Builder<?> apply(
        DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
      return generator.apply(builder, type, locator);
    }

    @Override
    public void close() throws IOException {
      generator.close();
    }
  }
}
