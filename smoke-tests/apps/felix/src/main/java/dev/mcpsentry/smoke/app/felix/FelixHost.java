package dev.mcpsentry.smoke.app.felix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The container: {@code <folder of jars> <bundle of the SDK's JSON> <main class> <arguments>}. Jars
 * that are no bundles are made some.
 */
public final class FelixHost {

  /** Of the class path, as the bundle of slf4j wants a further bundle to find its providers. */
  private static final String SHARED =
      "org.slf4j;version=2.0.16,org.slf4j.event;version=2.0.16,org.slf4j.helpers;version=2.0.16,"
          + "org.slf4j.spi;version=2.0.16";

  private FelixHost() {}

  public static void main(String[] args) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    "felix-cache",
                    Constants.FRAMEWORK_STORAGE_CLEAN,
                    Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED));
    framework.start();
    List<Bundle> bundles = installed(framework.getBundleContext(), Path.of(args[0]));
    for (Bundle bundle : bundles) {
      bundle.start();
    }
    // where ServiceLoader looks for the SDK's JSON
    Thread.currentThread()
        .setContextClassLoader(named(bundles, args[1]).adapt(BundleWiring.class).getClassLoader());
    mainClass(bundles, args[2])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 3, args.length));
  }

  private static List<Bundle> installed(BundleContext context, Path folder)
      throws IOException, BundleException {
    List<Bundle> bundles = new ArrayList<>();
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.sorted().toList()) {
        bundles.add(context.installBundle(jar.toUri().toString(), BundleJar.open(jar)));
      }
    }
    return bundles;
  }

  private static Bundle named(List<Bundle> bundles, String name) {
    return bundles.stream()
        .filter(bundle -> bundle.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Class<?> mainClass(List<Bundle> bundles, String name)
      throws ClassNotFoundException {
    String entry = name.replace('.', '/') + ".class";
    for (Bundle bundle : bundles) {
      if (bundle.getEntry(entry) != null) {
        return bundle.loadClass(name);
      }
    }
    throw new ClassNotFoundException(name);
  }
}
