package dev.mcpsentry.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of every benchmark. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures what monitoring costs an MCP server.")
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Command(description = "Everything, with the defaults.")
  int all() throws Exception {
    operation();
    allocation(List.of("stream", "static", "otlp"), 20_000);
    load(5, 20_000, 10_000, 0);
    load(5, 20_000, 3_000, 300);
    exit(5);
    return soak(500, 60, 100);
  }

  @Command(description = "JMH: one operation through the telemetry core.")
  int operation() throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(OperationBenchmark.class.getName())
                .shouldDoGC(true)
                .build())
        .run();
    return 0;
  }

  @Command(description = "JMH: the decision on a segment, with sampling rules and without.")
  int sampling() throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(SamplingBenchmark.class.getName())
                .shouldDoGC(true)
                .build())
        .run();
    return 0;
  }

  @Command(description = "Bytes the bridge allocates per MCP operation.")
  int allocation(
      @Option(
              names = "--lifecycles",
              split = ",",
              defaultValue = "stream,static,otlp",
              description = "how spans travel")
          List<String> lifecycles,
      @Option(names = "--operations", defaultValue = "20000", description = "how many to send")
          int operations)
      throws Exception {
    return run(new BridgeAllocation(lifecycles, operations));
  }

  @Command(
      description =
          "A real server under load: no agent, plain agent, ours, ours sending either way.")
  int load(
      @Option(names = "--rounds", defaultValue = "5", description = "interleaved rounds")
          int rounds,
      @Option(names = "--warmup", defaultValue = "20000", description = "calls before measuring")
          int warmup,
      @Option(names = "--calls", defaultValue = "10000", description = "calls measured a round")
          int calls,
      @Option(
              names = "--rate",
              defaultValue = "0",
              description = "calls a second that are measured; 0: without a pause")
          int rate)
      throws Exception {
    return run(new LoadBenchmark(rounds, warmup, calls, rate));
  }

  @Command(description = "Two modes at once; all that is told of HTTP requests, and none of it.")
  int pair(
      @Option(
              names = "--modes",
              split = ",",
              defaultValue = "BARE,WATCHING",
              description = "two of ${COMPLETION-CANDIDATES}")
          List<Mode> modes,
      @Option(names = "--rounds", defaultValue = "7", description = "pairs of servers") int rounds,
      @Option(names = "--warmup", defaultValue = "40000", description = "calls before measuring")
          int warmup,
      @Option(names = "--calls", defaultValue = "20000", description = "calls measured of each")
          int calls,
      @Option(
              names = "--rate",
              defaultValue = "0",
              description = "calls a second that are measured; 0: without a pause")
          int rate)
      throws Exception {
    return run(new PairBenchmark(modes, rounds, warmup, calls, rate));
  }

  @Command(description = "Where the CPU time of a call goes, sampled by async-profiler.")
  int profile(
      @Option(
              names = "--modes",
              split = ",",
              defaultValue = "PLAIN,OURS,SENDING,BATCHING",
              description = "${COMPLETION-CANDIDATES}")
          List<Mode> modes,
      @Option(names = "--warmup", defaultValue = "15000", description = "calls before measuring")
          int warmup,
      @Option(names = "--calls", defaultValue = "15000", description = "calls measured") int calls,
      @Option(
              names = "--stacks",
              defaultValue = "target/profile",
              description = "where the collapsed stacks go")
          Path stacks)
      throws Exception {
    return run(new ProfileBenchmark(modes, warmup, calls, stacks));
  }

  @Command(description = "How long a server takes to end, with a healthy, hung or dead ingest.")
  int exit(
      @Option(names = "--rounds", defaultValue = "5", description = "interleaved rounds")
          int rounds)
      throws Exception {
    return run(new ExitBenchmark(rounds));
  }

  @Command(description = "A short stdio session, with the ingest near, far and hung.")
  int session(
      @Option(
              names = "--operations",
              defaultValue = "100",
              description = "the session's, initialize included")
          int operations,
      @Option(names = "--rounds", defaultValue = "5", description = "sessions each") int rounds)
      throws Exception {
    return run(new SessionBenchmark(operations, rounds));
  }

  @Command(description = "Rates of calls against an ingest that is far away; tells what is lost.")
  int distance(
      @Option(
              names = "--delays",
              split = ",",
              defaultValue = "0,50,100,200",
              description = "milliseconds the ingest takes to answer")
          List<Integer> delays,
      @Option(
              names = "--rates",
              split = ",",
              defaultValue = "100,300,1000",
              description = "calls a second")
          List<Integer> rates,
      @Option(names = "--seconds", defaultValue = "60", description = "how long each") int seconds,
      @Option(
              names = "--lifecycle",
              defaultValue = "stream",
              description = "how spans travel: stream, static or otlp")
          String lifecycle)
      throws Exception {
    return run(new DistanceBenchmark(delays, rates, seconds, lifecycle));
  }

  @Command(description = "What a fleet sends, from what one server sends a call.")
  int capacity(
      @Option(
              names = "--lifecycles",
              split = ",",
              defaultValue = "stream,static,otlp",
              description = "how spans travel")
          List<String> lifecycles,
      @Option(names = "--seconds", defaultValue = "15", description = "how long each") int seconds,
      @Option(names = "--write", description = "also into docs/operations/fleet.md") boolean write)
      throws Exception {
    return run(new CapacityBenchmark(lifecycles, seconds, write));
  }

  @Command(
      name = "way-out",
      description = "An envelope over sockets and over the JDK's HttpClient, to a distant ingest.")
  int wayOut(
      @Option(
              names = "--rates",
              split = ",",
              defaultValue = "100,300,600,1000",
              description = "envelopes a second")
          List<Integer> rates,
      @Option(
              names = "--delay",
              defaultValue = "100",
              description = "milliseconds the ingest takes to answer")
          int delay,
      @Option(names = "--seconds", defaultValue = "10", description = "how long each") int seconds,
      @Option(names = "--bytes", defaultValue = "2000", description = "size of a payload")
          int bytes)
      throws Exception {
    return run(new WayOutBenchmark(rates, Duration.ofMillis(delay), seconds, bytes));
  }

  @Command(description = "A steady rate of calls; tells what did not arrive.")
  int soak(
      @Option(names = "--rate", defaultValue = "500", description = "calls a second") int rate,
      @Option(names = "--seconds", defaultValue = "60", description = "how long") int seconds,
      @Option(
              names = "--delay",
              defaultValue = "100",
              description = "milliseconds the ingest takes to answer")
          int delay)
      throws Exception {
    return run(new SoakBenchmark(rate, seconds, Duration.ofMillis(delay)));
  }

  @Command(description = "An ingest that is gone for a while; tells what is held, kept and felt.")
  int outage(
      @Option(names = "--rate", defaultValue = "1000", description = "calls a second") int rate,
      @Option(names = "--seconds", defaultValue = "600", description = "how long it is gone")
          int seconds,
      @Option(names = "--spool", description = "with a spool on disk") boolean spool)
      throws Exception {
    return run(new OutageBenchmark(rate, seconds, spool));
  }

  private static int run(Callable<Integer> benchmark) throws Exception {
    return benchmark.call();
  }
}
