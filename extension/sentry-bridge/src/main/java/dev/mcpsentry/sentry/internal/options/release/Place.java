package dev.mcpsentry.sentry.internal.options.release;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** An entry of a class path. */
sealed interface Place extends Closeable {

  /** Whether it has a file. */
  boolean has(String name);

  /** The content of a file; null when there is none, it is larger, or it cannot be read. */
  byte @Nullable [] read(String name, int maxBytes);

  @Override
  void close();

  /** A jar, opened; null when it is none. */
  static @Nullable Jar jar(File file) {
    try {
      // anything else, such as a pipe, may never end
      return file.isFile() ? new Jar(new ZipFile(file)) : null;
    } catch (IOException | RuntimeException broken) {
      return null;
    }
  }

  private static byte @Nullable [] readAtMost(InputStream in, int maxBytes) throws IOException {
    byte[] content = in.readNBytes(maxBytes + 1);
    return content.length > maxBytes ? null : content;
  }

  /** A directory with classes. */
  record Directory(File directory) implements Place {

    @Override
    public boolean has(String name) {
      return new File(directory, name).isFile();
    }

    @Override
    public byte @Nullable [] read(String name, int maxBytes) {
      File file = new File(directory, name);
      if (!file.isFile()) {
        return null;
      }
      try (InputStream in = new FileInputStream(file)) {
        return readAtMost(in, maxBytes);
      } catch (IOException | RuntimeException unreadable) {
        return null;
      }
    }

    @Override
    public void close() {}
  }

  /** A jar; entries of jars within it are not looked at. */
  record Jar(ZipFile zip) implements Place {

    @Override
    public boolean has(String name) {
      return zip.getEntry(name) != null;
    }

    @Override
    public byte @Nullable [] read(String name, int maxBytes) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null || entry.isDirectory()) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return readAtMost(in, maxBytes);
      } catch (IOException | RuntimeException broken) {
        return null;
      }
    }

    @Override
    public void close() {
      try {
        zip.close();
      } catch (IOException readOnly) {
        // nothing is lost
      }
    }
  }
}
