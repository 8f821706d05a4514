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
    CommandLine command = new CommandLine(benchmark);
    command.setExecutionExceptionHandler(BenchmarkCommand::failed);
    System.exit(command.execute(args));
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("benchmarks: " + e.getMessage());
    return e instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : 1;
  }
}
