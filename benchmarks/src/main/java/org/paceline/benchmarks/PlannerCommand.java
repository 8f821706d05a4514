package org.paceline.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the planner under JMH. */
@Command(
    name = "benchmarks/run planner",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Times the planner on pools far larger than any that trains one network (JMH).",
    footer = {"", "Example:", "  benchmarks/run planner --workers 10000,1000000"})
public final class PlannerCommand implements Callable<Integer> {

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      defaultValue = "10000,100000",
      description = "Sizes of the pool (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "5",
      description = "Iterations before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "Iterations that count (default: ${DEFAULT-VALUE}).")
  private int iterations;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seconds of an iteration (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new PlannerCommand(), args);
  }

  @Override
  public Integer call() throws Exception {
    workers.forEach(size -> BenchmarkCommand.atLeast("--workers", size, 1));
    BenchmarkCommand.atLeast("--warm-ups", warmUps, 0);
    BenchmarkCommand.atLeast("--iterations", iterations, 1);
    BenchmarkCommand.atLeast("--seconds", seconds, 1);
    output.check();
    Collection<RunResult> runs = new Runner(options()).run();
    output.report(
        new PlannerResult(output.setting(), runs.stream().map(PlannerCommand::row).toList()));
    return CommandLine.ExitCode.OK;
  }

  private Options options() {
    return new OptionsBuilder()
        .include(PlannerBenchmark.class.getName() + ".plan")
        .param("workers", workers.stream().map(String::valueOf).toArray(String[]::new))
        .warmupIterations(warmUps)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.seconds(seconds))
        .build();
  }

  private static PlannerResult.Row row(RunResult run) {
    Result<?> mean = run.getPrimaryResult();
    List<Double> each =
        run.getBenchmarkResults().stream()
            .flatMap(fork -> StreamSupport.stream(fork.getIterationResults().spliterator(), false))
            .map(iteration -> iteration.getPrimaryResult().getScore())
            .toList();
    int size = Integer.parseInt(run.getParams().getParam("workers"));
    return new PlannerResult.Row(size, mean.getScore(), mean.getScoreError(), each);
  }
}
