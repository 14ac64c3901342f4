package dev.mcpsentry.smoke.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines a child wrote to one of its streams, up to a number of characters. Thread-safe. */
public final class Output {

  private static final long MAX_CHARACTERS = 64L * 1024 * 1024;

  private final List<String> lines = new ArrayList<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private long characters;

  private Output(InputStream stream, String name) {
    reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
  }

  static Output of(InputStream stream, String name) {
    Output output = new Output(stream, name);
    output.reader.start();
    return output;
  }

  /** Hands over every line, those already there first. */
  public synchronized void listen(Consumer<String> listener) {
    lines.forEach(listener);
    listeners.add(listener);
  }

  /** The lines so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The first line that matches, null when there is none yet. */
  public synchronized @Nullable String find(Predicate<String> wanted) {
    return lines.stream().filter(wanted).findFirst().orElse(null);
  }

  /** All lines, the last ones for a message. */
  @Override
  public synchronized String toString() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** Waits until the stream has ended and everything is here. */
  void awaitEnd() throws InterruptedException {
    reader.join(5000);
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      // the child is gone
    }
  }

  private synchronized void add(String line) {
    characters += line.length();
    if (characters <= MAX_CHARACTERS) {
      lines.add(line);
    }
    listeners.forEach(listener -> listener.accept(line));
  }
}
