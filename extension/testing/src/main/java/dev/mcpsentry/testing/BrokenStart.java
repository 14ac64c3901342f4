package dev.mcpsentry.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A class loader of its own for the product's classes, one of which is missing. */
public final class BrokenStart extends ClassLoader {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String missing;

  private BrokenStart(String missing) {
    super(BrokenStart.class.getClassLoader());
    this.missing = missing;
  }

  /** Initialises a class so many times where another is missing; answers our lines on stderr. */
  public static List<String> said(String className, String missing, int times)
      throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      BrokenStart loader = new BrokenStart(missing);
      for (int i = 0; i < times; i++) {
        fail(className, loader);
      }
      long start = System.nanoTime();
      while (lines(said).isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
        Thread.sleep(5);
      }
    } finally {
      System.setErr(before);
    }
    return lines(said);
  }

  private static List<String> lines(ByteArrayOutputStream said) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("[mcp-sentry]"))
        .toList();
  }

  private static void fail(String className, ClassLoader loader) {
    try {
      Class.forName(className, true, loader);
    } catch (ClassNotFoundException | LinkageError expected) {
      return;
    }
    throw new AssertionError(className + " does not need what is missing");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(missing)) {
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith("dev.mcpsentry.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
