package dev.mcpsentry.smoke.app.gateway;

import dev.mcpsentry.smoke.app.tools.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/**
 * The gateway's clients without a server: {@code <tool>,<tool>... <how often, all at once> <options
 * of the gateway>}. Prints what came of each call, a line each, and ends with its input.
 */
public final class Caller {

  private interface Calls {

    List<String> atOnce(String tool, int times);
  }

  private Caller() {}

  public static void main(String[] args) throws IOException {
    int times = Integer.parseInt(args[1]);
    GatewayLaunch launch = GatewayLaunch.parse(List.of(args).subList(2, args.length));
    try (Closing connected = connect(launch)) {
      for (String tool : args[0].split(",", -1)) {
        connected.calls().atOnce(tool, times).forEach(System.out::println);
      }
    }
    System.in.transferTo(OutputStream.nullOutputStream());
    // a client that still waits for a silent peer holds threads
    System.exit(0);
  }

  private record Closing(Calls calls, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
      end.run();
    }
  }

  private static Closing connect(GatewayLaunch launch) {
    if (launch.client() == GatewayLaunch.Client.SDK_ASYNC) {
      ReactiveUpstream upstream = ReactiveUpstream.connect(launch);
      return new Closing((tool, times) -> reactive(upstream, tool, times), upstream::close);
    }
    Upstream upstream = launch.connect();
    return new Closing((tool, times) -> blocking(upstream, tool, times), upstream::close);
  }

  private static List<String> reactive(ReactiveUpstream upstream, String tool, int times) {
    return Flux.range(0, times)
        .flatMapSequential(
            i ->
                upstream
                    .call(tool, arguments(i))
                    .map(reply -> line(tool, i, reply))
                    .onErrorResume(e -> Flux.just(line(tool, i, e)).next()),
            times,
            1)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static List<String> blocking(Upstream upstream, String tool, int times) {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<CompletableFuture<String>> lines =
          IntStream.range(0, times)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> outcome(upstream, tool, i), threads))
              .toList();
      return lines.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdown();
    }
  }

  private static String outcome(Upstream upstream, String tool, int i) {
    try {
      return line(tool, i, upstream.call(tool, arguments(i)));
    } catch (RuntimeException e) {
      return line(tool, i, e);
    }
  }

  private static Map<String, Object> arguments(int i) {
    return Map.of("text", "call " + i);
  }

  private static String line(String tool, int i, Reply reply) {
    return tool + " " + i + ": " + reply.text() + (reply.error() ? " (error)" : "");
  }

  /** Without the message, which may tell an id or a time. */
  private static String line(String tool, int i, Throwable thrown) {
    StringBuilder line = new StringBuilder(tool + " " + i + ": throws");
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      line.append(' ').append(t.getClass().getName());
    }
    return line.toString();
  }
}
