package org.paceline.benchmarks.assign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.paceline.assign.Assigner;
import org.paceline.assign.AssignmentPolicy;
import org.paceline.assign.Budget;
import org.paceline.assign.Policies;
import org.paceline.assign.Solution;
import org.paceline.benchmarks.BenchmarkCommand;
import org.paceline.benchmarks.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How near the policies come to published optima of whole tasks. */
@Command(
    name = "benchmarks/run assign",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Assigns whole tasks by every policy, for problems whose optima are known: how many are"
            + " reached, how many proven, and how far are the others?")
public final class AssignBenchmark implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description =
          "Has folders of problems, GAP's or PSPLIB's, each with optima.csv: NAME,...,OPTIMUM.")
  private Path data;

  @Option(
      names = "--policies",
      split = ",",
      defaultValue =
          "best,exact,linear,regret,heft,lpt,priority,genetic,ant-colony,proportional,least-loaded,weighted,round-robin,random",
      description = "Which policies (default: ${DEFAULT-VALUE}).")
  private List<String> policies;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long each may search for one problem (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--seed", defaultValue = "1", description = "Of all chance (default: 1).")
  private long seed;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new AssignBenchmark(), args);
  }

  @Override
  public Integer call() throws Exception {
    output.check();
    List<PolicyRow> rows = new ArrayList<>();
    for (Path folder : KnownOptima.folders(data)) {
      rows.addAll(rows(folder));
    }
    output.report(new AssignResult(output.setting(), rows));
    return 0;
  }

  private List<PolicyRow> rows(Path folder) throws IOException {
    List<KnownOptima.Known> problems = KnownOptima.in(folder);
    List<PolicyRow> rows = new ArrayList<>();
    for (String policy : policies) {
      System.err.printf(
          Locale.ROOT,
          "benchmarks: %s problems of %s by %s%n",
          problems.size(),
          folder.getFileName(),
          policy);
      AssignmentPolicy named = Policies.named(policy);
      rows.add(
          new PolicyRow(
              folder.getFileName().toString(),
              policy,
              problems.stream().map(problem -> run(named, problem)).toList()));
    }
    return rows;
  }

  private PolicyRow.Run run(AssignmentPolicy policy, KnownOptima.Known known) {
    Solution found =
        new Assigner(policy).assign(known.problem(), Budget.of(seconds, seed, System::nanoTime));
    found.notes().forEach(note -> System.err.println("benchmarks: " + note));
    return new PolicyRow.Run(
        known.name(),
        found.missing().isEmpty(),
        found.objective(),
        found.bound(),
        known.optimum(),
        found.optimal(),
        found.seconds());
  }
}
