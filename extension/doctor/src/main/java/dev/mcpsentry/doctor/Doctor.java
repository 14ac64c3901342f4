package dev.mcpsentry.doctor;

import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The entry of the command, called by the launcher of the agent jar. */
public final class Doctor {

  private Doctor() {}

  /**
   * Does what the arguments say.
   *
   * @param jar the agent jar
   * @return 0, 1 when a check failed, 2 when the arguments are wrong
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err, File jar) {
    CommandLine command =
        new CommandLine(new AgentCommand(jar))
            .addSubcommand(new DoctorCommand(jar))
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setUsageHelpWidth(100);
    return command.execute(arguments);
  }
}
