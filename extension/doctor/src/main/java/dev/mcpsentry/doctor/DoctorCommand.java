package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.Product;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a set-up, and says what to do about what is wrong with it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    version = Product.NAME + " " + Product.VERSION,
    description = {
      "Checks settings, the way to Sentry and, with --pid, a running server.",
      "Run it where the server runs, with the same environment and -D options.",
      "Ends with 0, with 1 when a check failed, with 2 when the arguments are wrong."
    })
final class DoctorCommand implements Callable<Integer> {

  private final File jar;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pid",
      paramLabel = "N",
      description = "A running server to look at; nothing is loaded into it.")
  private @Nullable Long pid;

  @Option(
      names = "--app",
      paramLabel = "app.jar",
      description = "A jar or class path to look for MCP libraries in.")
  private @Nullable String app;

  @Option(
      names = "--log",
      paramLabel = "stderr.log",
      description = "A file with what a server said on stderr.")
  private @Nullable Path log;

  @Option(
      names = "--send",
      description = "Sends a transaction, an issue, a log and a metric, named doctor.")
  private boolean send;

  @Option(names = "--json", description = "Prints a list in JSON.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "5s",
      defaultValue = "5s",
      converter = DurationText.class,
      description = "How long to wait for whom does not answer (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(5);

  DoctorCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() {
    Checkup checkup = new Checkup(jar, pid, app, log, send, timeout);
    Report report = new Report(checkup.findings());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? report.json() : report.text());
    out.flush();
    return report.exitCode();
  }
}
