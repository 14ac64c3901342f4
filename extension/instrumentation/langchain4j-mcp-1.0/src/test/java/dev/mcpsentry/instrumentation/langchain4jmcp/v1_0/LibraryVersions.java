package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The released jars of the library, each in a loader of its own. */
final class LibraryVersions {

  private static final Path JARS = Path.of("target", "muzzle");

  private LibraryVersions() {}

  /** The library with the jars it needs, apart from everything else. */
  static URLClassLoader alone(String version) throws MalformedURLException {
    return new URLClassLoader(urls(version, "common"), ClassLoader.getPlatformClassLoader());
  }

  /** The library over the JSON classes of this test. */
  static URLClassLoader withOurJson(String version) throws MalformedURLException {
    ClassLoader json =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.fasterxml.jackson.")) {
              return LibraryVersions.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
          }
        };
    return new URLClassLoader(urls(version, "common"), json);
  }

  static File jar(String version) {
    return JARS.resolve(version).toFile().listFiles()[0];
  }

  private static URL[] urls(String... folders) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String folder : folders) {
      for (File jar : JARS.resolve(folder).toFile().listFiles()) {
        urls.add(jar.toURI().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }
}
