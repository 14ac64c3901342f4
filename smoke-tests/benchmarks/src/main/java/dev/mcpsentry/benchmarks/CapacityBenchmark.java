package dev.mcpsentry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a server sends a call, at several rates, and what a fleet of such servers would. */
final class CapacityBenchmark implements Callable<Integer> {

  private static final String DOCUMENT = "docs/operations/fleet.md";

  private final List<String> lifecycles;
  private final int seconds;
  private final boolean write;

  CapacityBenchmark(List<String> lifecycles, int seconds, boolean write) {
    this.lifecycles = lifecycles;
    this.seconds = seconds;
    this.write = write;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Map<Integer, PerCall>> measured = new LinkedHashMap<>();
    boolean complete = true;
    for (String lifecycle : lifecycles) {
      Map<Integer, PerCall> byRate = new LinkedHashMap<>();
      for (int rate : Capacity.RATES) {
        System.err.printf("capacity: %s, %d calls/s%n", lifecycle, rate);
        try (DistantIngest ingest = new DistantIngest(Duration.ZERO)) {
          Sent sent = Sent.by(new SteadyLoad(rate, seconds), lifecycle, ingest);
          System.err.printf("%s %s%n", sent, ingest.discarded());
          complete &= sent.arrived() == sent.expected();
          byRate.put(rate, PerCall.of(sent));
        }
      }
      measured.put(lifecycle, byRate);
    }
    Capacity capacity = new Capacity(measured);
    capacity.figures().forEach(System.out::println);
    capacity.fleets().forEach(System.out::println);
    if (!complete) {
      System.err.println("not everything arrived: the figures are of a machine too busy for them");
      return 1;
    }
    if (write) {
      Path document = repository().resolve(DOCUMENT);
      List<String> lines = Files.readAllLines(document);
      lines = between(lines, "figures", capacity.figures());
      Files.write(document, between(lines, "fleets", capacity.fleets()));
    }
    return 0;
  }

  /**
   * A document with another table between the markers of that name.
   *
   * @throws IllegalArgumentException when it has no such markers
   */
  static List<String> between(List<String> document, String name, List<String> table) {
    int from = index(document, "<!-- " + name + ":") + 1;
    int to = index(document, "<!-- end of " + name);
    List<String> next = new ArrayList<>(document.subList(0, from));
    next.add("");
    next.addAll(table);
    next.add("");
    next.addAll(document.subList(to, document.size()));
    return next;
  }

  private static int index(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no line begins with " + start);
  }

  private static Path repository() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IOException("not below the repository");
  }
}
