package org.paceline.jobs;

import java.util.concurrent.Callable;
import org.paceline.job.ExitCode;
import org.paceline.model.Versions;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs a command that needs no cluster: its arguments by picocli, its failures as exit codes. */
final class CommandMain {

  private CommandMain() {}

  @SuppressWarnings("SystemOut")
  static int run(Callable<?> command, String... args) {
    CommandLine line = new CommandLine(command).setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      line.parseArgs(args);
      if (line.isUsageHelpRequested()) {
        line.usage(System.out);
        return ExitCode.DONE.value();
      }
      if (line.isVersionHelpRequested()) {
        System.out.println("paceline " + Versions.all().get("paceline"));
        return ExitCode.DONE.value();
      }
      return command.call() instanceof Integer code ? code : ExitCode.DONE.value();
    } catch (CommandLine.ParameterException e) {
      System.err.println("paceline: " + e.getMessage() + " (see --help)");
      return ExitCode.BAD_ARGUMENTS.value();
    } catch (Exception e) {
      return failed(e);
    }
  }

  private static int failed(Exception failure) {
    ExitCode code = ExitCode.of(failure);
    System.err.println("paceline: " + ExitCode.message(failure));
    if (code == ExitCode.FAILED) {
      // Not before: a command that goes well need not wait for a logger.
      LoggerFactory.getLogger(CommandMain.class).error("the command failed", failure);
    }
    return code.value();
  }
}
