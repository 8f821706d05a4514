package org.paceline.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.paceline.plan.MeasuredSteps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How near a division by step times comes to the best there is, from half of the measurements. */
@Command(
    name = "benchmarks/run steps",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Divides global batches over pools of unlike machines by every second measured batch size,"
            + " and compares the time by all of them with the best of all divisions.")
public final class StepsBenchmark implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description =
          "One folder for each network, with a file placements-TYPE.csv for each machine.")
  private Path data;

  @Option(
      names = "--pools",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Drawn pools, in which a type may be there several times, beside one of each set of types"
              + " (default: ${DEFAULT-VALUE}).")
  private int pools;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the drawn pools (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new StepsBenchmark(), args);
  }

  @Override
  public Integer call() throws Exception {
    output.check();
    Map<String, List<StepsCase>> networks = new LinkedHashMap<>();
    StepsPools.networks(data).forEach((name, types) -> networks.put(name, cases(types)));
    output.report(new StepsResult(output.setting(), networks));
    return 0;
  }

  private List<StepsCase> cases(List<MeasuredSteps> types) {
    List<StepsCase> cases = new ArrayList<>();
    for (List<MeasuredSteps> pool : StepsPools.of(types, pools, seed)) {
      cases.addAll(StepsCase.of(pool));
    }
    return cases;
  }
}
