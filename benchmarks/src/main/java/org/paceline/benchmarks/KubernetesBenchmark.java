package org.paceline.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows what a run in cluster mode came to; {@code benchmarks/run} has it run by a test of the
 * module {@code k8s} before, and checks the same options.
 */
@Command(
    name = "benchmarks/run kubernetes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains in cluster mode on three unequal nodes of a cluster of processes on this computer.")
public final class KubernetesBenchmark implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder of CIFAR-10's binary files.")
  private Path data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "2",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private OutputOption output;

  /**
   * Shows the result that the system property {@code paceline.result} names, a run's {@code
   * result.json}.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new KubernetesBenchmark(), args);
  }

  @Override
  public Integer call() throws Exception {
    BenchmarkCommand.atLeast("--epochs", epochs, 1);
    output.check();
    Path result = Path.of(System.getProperty("paceline.result"));
    output.report(KubernetesResult.read(output.setting(), result));
    return CommandLine.ExitCode.OK;
  }
}
