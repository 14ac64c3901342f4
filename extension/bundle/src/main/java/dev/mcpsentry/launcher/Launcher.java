package dev.mcpsentry.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the command that lies as a jar inside the agent jar, out of memory and in a class loader
 * that sees nothing else but the JDK.
 */
public final class Launcher extends ClassLoader {

  private static final String[] JARS = {
    "doctor/mcp-sentry-doctor.jar", "extensions/mcp-sentry-extension.jar"
  };
  private static final int OLDEST_JAVA = 17;

  private final Map<String, byte[]> files = new HashMap<>();

  private Launcher(ClassLoader jdk) {
    super(jdk);
  }

  /** Runs the command and ends the process with what it answers. */
  public static void main(String[] arguments) throws Exception {
    String version = System.getProperty("java.specification.version", "");
    System.exit(isTooOld(version) ? refuse(version) : run(arguments, System.out, System.err));
  }

  /** Whether the specification version, such as {@code 1.8} or {@code 17}, is below the oldest. */
  static boolean isTooOld(String specificationVersion) {
    try {
      return specificationVersion.startsWith("1.")
          || Integer.parseInt(specificationVersion) < OLDEST_JAVA;
    } catch (NumberFormatException unknown) {
      return false;
    }
  }

  private static int refuse(String version) {
    System.out.println("FAIL jvm           Java " + version);
    System.out.println("                   -> start the server with Java 17 or later");
    System.out.println("0 ok, 0 warn, 1 failed");
    return 1;
  }

  private static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    Launcher loader = new Launcher(system.getParent());
    for (String jar : JARS) {
      try (InputStream in = system.getResourceAsStream(jar)) {
        if (in == null) {
          err.println("this jar is not whole: " + jar + " is not in it");
          return 1;
        }
        loader.add(in);
      }
    }
    Thread.currentThread().setContextClassLoader(loader);
    File jar = new File(System.getProperty("java.class.path", ""));
    try {
      return (Integer)
          loader
              .loadClass("dev.mcpsentry.doctor.Doctor")
              .getMethod("run", String[].class, PrintStream.class, PrintStream.class, File.class)
              .invoke(null, arguments, out, err, jar);
    } catch (InvocationTargetException problem) {
      err.println("the command failed: " + problem.getCause());
      return 1;
    }
  }

  private void add(InputStream nested) throws IOException {
    JarInputStream jar = new JarInputStream(nested);
    byte[] buffer = new byte[16 * 1024];
    for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int read = jar.read(buffer); read >= 0; read = jar.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      if (!files.containsKey(entry.getName())) {
        files.put(entry.getName(), bytes.toByteArray());
      }
    }
  }

  // the module that asks other JVMs belongs to the loader of applications
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = files.get(name.replace('.', '/') + ".class");
    if (bytes != null) {
      return defineClass(name, bytes, 0, bytes.length);
    }
    if (name.startsWith("com.sun.tools.attach.")) {
      return getSystemClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = files.get(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }
}
