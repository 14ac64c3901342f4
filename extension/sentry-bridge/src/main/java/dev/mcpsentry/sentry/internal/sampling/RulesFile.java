package dev.mcpsentry.sentry.internal.sampling;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of sampling rules, read once. What is wrong in it is left out, and the rest counts.
 *
 * @param rules in the order of the file
 * @param complaints one sentence for each thing that is wrong
 */
public record RulesFile(List<SampleRule> rules, List<String> complaints) {

  static final int MAX_BYTES = 256 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public RulesFile {
    rules = List.copyOf(rules);
    complaints = List.copyOf(complaints);
  }

  /** Reads the file of a name; no rules and a complaint when that cannot be done. */
  public static RulesFile read(String name) {
    try {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        return unreadable(name, "does not exist");
      }
      // a pipe would be waited for
      if (!Files.isRegularFile(path)) {
        return unreadable(name, Files.isDirectory(path) ? "is a directory" : "is no regular file");
      }
      byte[] bytes = beginning(path);
      if (bytes.length > MAX_BYTES) {
        return unreadable(name, "has more than " + MAX_BYTES / 1024 + " KiB");
      }
      return new RulesReader(name).read(text(bytes));
    } catch (CharacterCodingException notUtf8) {
      return unreadable(name, "is not UTF-8");
    } catch (IOException | InvalidPathException | SecurityException problem) {
      return unreadable(name, "cannot be read: " + problem);
    }
  }

  private static byte[] beginning(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static RulesFile unreadable(String name, String reason) {
    return new RulesFile(List.of(), List.of("the sampling rules " + name + ": " + reason));
  }
}
