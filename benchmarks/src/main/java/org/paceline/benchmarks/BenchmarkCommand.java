package org.paceline.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A benchmark as a process: its options, its one line for a failure, its exit code. */
public final class BenchmarkCommand {

  private BenchmarkCommand() {}

  /**
   * Runs a benchmark and ends the process, with 2 for wrong options and 1 for a failure.
   *
   * @param benchmark with picocli's annotations
   * @param args of the command line
   */
  @SuppressWarnings("SystemExit")
  public static void run(Callable<Integer> benchmark, String... args) {
    System.exit(execute(benchmark, args));
  }

  /** Runs a benchmark; its exit code. */
  static int execute(Callable<Integer> benchmark, String... args) {
    CommandLine command = new CommandLine(benchmark);
    command.setExecutionExceptionHandler(BenchmarkCommand::failed);
    return command.execute(args);
  }

  /**
   * Checks an option's number.
   *
   * @param option its name
   * @param value what was given
   * @param least what it must be at least
   * @throws IllegalArgumentException if it is less
   */
  public static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, not %s".formatted(option, least, value));
    }
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("benchmarks: " + e.getMessage());
    return e instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : 1;
  }
}
