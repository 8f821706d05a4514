package org.paceline.benchmarks;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.engine.Threads;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where the time of one training step goes. */
@Command(
    name = "benchmarks/run step",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Times data, each layer forward and backward, and the updater of a step.",
    footer = {
      "",
      "Example:",
      "  OMP_NUM_THREADS=2 benchmarks/run step --model resnet20 --batch 64"
    })
public final class StepBenchmark implements Callable<Integer> {

  private static final double NANOS_A_MILLI = 1e6;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "cnn",
      description = "The network (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Examples in a batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps that are timed, after a fifth as many (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--stock", description = "DL4J's own layers, as it comes.")
  private boolean stock;

  @Mixin private OutputOption output;

  private long dataNanos;
  private long stepNanos;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new StepBenchmark(), args);
  }

  @Override
  public Integer call() throws IOException {
    BenchmarkCommand.atLeast("--batch", batch, 1);
    BenchmarkCommand.atLeast("--steps", steps, 1);
    output.check();
    if (!stock) {
      Threads.use(Runtime.getRuntime().availableProcessors());
    }
    EngineSteps engine = EngineSteps.of(model, String.valueOf(batch), stock);
    LayerClock clock = engine.watched();
    run(engine, Math.max(1, steps / 5));
    clock.reset();
    dataNanos = 0;
    stepNanos = 0;
    run(engine, steps);
    output.report(
        StepResult.of(
            output.setting(),
            clock,
            steps,
            stepNanos / NANOS_A_MILLI / steps,
            dataNanos / NANOS_A_MILLI / steps));
    return CommandLine.ExitCode.OK;
  }

  /** Steps on data as an executor feeds it. */
  private void run(EngineSteps engine, int count) {
    Iterator<DataSet> batches = EngineSteps.shapes(batch);
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      DataSet next = batches.next();
      long fed = System.nanoTime();
      engine.train(next);
      dataNanos += fed - begin;
      stepNanos += System.nanoTime() - fed;
    }
  }
}
