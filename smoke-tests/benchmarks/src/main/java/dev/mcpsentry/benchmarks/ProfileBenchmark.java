package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import one.profiler.AsyncProfilerLoader;

/** Where the CPU time of a call goes, by owner and by thread, as async-profiler samples it. */
final class ProfileBenchmark implements Callable<Integer> {

  private static final double SAMPLE_MICROS = 200;

  private final List<Mode> modes;
  private final int warmup;
  private final int calls;
  private final Path directory;

  /**
   * @param directory where the collapsed stacks go, for a flame graph
   */
  ProfileBenchmark(List<Mode> modes, int warmup, int calls, Path directory) {
    this.modes = modes;
    this.warmup = warmup;
    this.calls = calls;
    this.directory = directory;
  }

  /** Stacks that were seen so often; the first frame is the thread. */
  private record Sample(List<String> frames, long count) {

    static Sample parse(String line) {
      int space = line.lastIndexOf(' ');
      return new Sample(
          Arrays.asList(line.substring(0, space).split(";", -1)),
          Long.parseLong(line.substring(space + 1)));
    }

    /** The thread's name without what tells it from its like. */
    String thread() {
      return frames
          .get(0)
          .replaceAll("^\\[|( tid=\\d+)?\\]$", "")
          .replaceAll("[-#]?\\d+", "")
          .replaceAll("C[12] CompilerThre.*", "compiler")
          .replaceAll("^(GC Thread|G1 .*|VM .*)$", "collector and VM");
    }
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(directory);
    Map<Mode, List<Sample>> all = new TreeMap<>();
    for (Mode mode : modes) {
      System.err.printf("profile: %s%n", mode.label());
      try (Sink sink = new Sink()) {
        all.put(mode, profile(mode, sink.dsn()));
      }
    }
    print("CPU us/call, by owner", all, sample -> Owner.of(sample.frames()).label());
    print("CPU us/call, by thread", all, Sample::thread);
    return 0;
  }

  private List<Sample> profile(Mode mode, String dsn) throws Exception {
    Path stacks = directory.resolve(mode.name().toLowerCase(Locale.ROOT) + ".collapsed");
    try (ChildJvm server =
        mode.server(dsn)
            .jvmArgument("-XX:+UnlockDiagnosticVMOptions")
            .jvmArgument("-XX:+DebugNonSafepoints")
            .start()) {
      LoadClient client = new LoadClient(server.awaitReady());
      call(client, warmup);
      String pid = String.valueOf(server.pid());
      long nanos = (long) (SAMPLE_MICROS * 1e3);
      asprof("start", "-e", "ctimer", "-i", String.valueOf(nanos), "-t", pid);
      call(client, calls);
      asprof("stop", "-o", "collapsed", "-t", "-f", stacks.toAbsolutePath().toString(), pid);
    }
    return Files.readAllLines(stacks).stream().map(Sample::parse).toList();
  }

  private static void call(LoadClient client, int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      client.call();
    }
  }

  private static void asprof(String... arguments) throws IOException {
    AsyncProfilerLoader.executeProfiler(arguments);
  }

  private void print(String title, Map<Mode, List<Sample>> all, Function<Sample, String> group) {
    Map<String, Map<Mode, Double>> rows = new TreeMap<>();
    all.forEach(
        (mode, samples) ->
            samples.stream()
                .collect(Collectors.groupingBy(group, Collectors.summingLong(Sample::count)))
                .forEach(
                    (name, count) ->
                        rows.computeIfAbsent(name, unseen -> new TreeMap<>())
                            .put(mode, count * SAMPLE_MICROS / calls)));
    Map<Mode, Double> sums = new TreeMap<>();
    System.out.printf("%-36s%s%n", title, line(mode -> mode.name().toLowerCase(Locale.ROOT)));
    rows.forEach(
        (name, micros) -> {
          micros.forEach((mode, more) -> sums.merge(mode, more, Double::sum));
          if (micros.values().stream().anyMatch(value -> value >= 1)) {
            System.out.printf("%-36s%s%n", name, line(mode -> number(micros.get(mode))));
          }
        });
    System.out.printf("%-36s%s%n%n", "all", line(mode -> number(sums.get(mode))));
  }

  private static String number(Double micros) {
    return micros == null ? "" : String.format(Locale.ROOT, "%.0f", micros);
  }

  private String line(Function<Mode, String> cell) {
    return modes.stream()
        .map(mode -> String.format(Locale.ROOT, "%10s", cell.apply(mode)))
        .collect(Collectors.joining());
  }
}
