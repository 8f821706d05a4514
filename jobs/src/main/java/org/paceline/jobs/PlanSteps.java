package org.paceline.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.paceline.job.ExitCode;
import org.paceline.model.Versions;
import org.paceline.plan.MeasuredSteps;
import org.paceline.plan.StepTimePlanner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Divides one global batch over machines by step times that were measured before. */
@Command(
    name = "paceline plan --steps",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Divides one global batch over machines by measured step times, so that the step is over as"
          + " early as it can be. No cluster is started.",
      "",
      "A FILE is CSV with a column local_bsz or batch (batch size), a column step_time or seconds,"
          + " and a row for each measurement; others do not matter, but where there is a column"
          + " placement, or else num_replicas, only rows count in which it is 1. Of several rows of"
          + " a batch size the median counts. Between two measured sizes the time is a straight"
          + " line, below the smallest that of the smallest; above the largest nothing is known,"
          + " so that is the most a machine gets.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  paceline plan --steps a100=a100.csv t4*3=t4.csv --global-batch 512"
    })
final class PlanSteps {

  private static final List<String> HELP = List.of("--help", "-h");
  private static final String OWN = "--(steps|global-batch)(=.*)?";

  @Option(
      names = "--steps",
      paramLabel = "NAME=FILE",
      arity = "1..*",
      required = true,
      description =
          "A machine and its step times; NAME*3=FILE for three alike, NAME-1, NAME-2 and NAME-3.")
  private List<String> steps = new ArrayList<>();

  @Option(
      names = "--global-batch",
      paramLabel = "N",
      required = true,
      description = "Examples of the step on all machines together.")
  private int globalBatch;

  @Option(
      names = "--json",
      description =
          "Print one JSON object instead: globalBatch, shares (0 for a machine that is left out) and"
              + " seconds by machine, stepSeconds, bound (which no division on these curves is"
              + " below), equalStepSeconds, peakSpeedStepSeconds.")
  private boolean json;

  /** Whether these options of {@code paceline plan} are for this command. */
  static boolean takes(String... args) {
    return Arrays.stream(args).anyMatch(word -> word.matches(OWN));
  }

  /** Runs the command and tells how it ended. */
  static int run(PrintStream out, PrintStream errors, String... args) {
    PlanSteps plan = new PlanSteps();
    CommandLine command = new CommandLine(plan).setExpandAtFiles(false);
    try {
      // "--steps --help" has no value for the first.
      if (Arrays.stream(args).anyMatch(HELP::contains)) {
        command.usage(out);
        return ExitCode.DONE.value();
      }
      command.parseArgs(args);
      if (command.isVersionHelpRequested()) {
        out.println("paceline " + Versions.all().get("paceline"));
      } else {
        out.print(plan.result());
      }
      return ExitCode.DONE.value();
    } catch (CommandLine.ParameterException e) {
      errors.println("paceline: " + e.getMessage() + " (see --help)");
      return ExitCode.BAD_ARGUMENTS.value();
    } catch (RuntimeException e) {
      errors.println("paceline: " + e.getMessage());
      return ExitCode.of(e).value();
    }
  }

  private String result() {
    List<MeasuredSteps> machines = StepMachines.open(steps);
    StepTimePlanner planner = new StepTimePlanner();
    StepPlanText text =
        StepPlanText.of(
            planner.plan(machines, globalBatch), planner.boundSeconds(machines, globalBatch));
    return json ? json(text) : text.text();
  }

  private static String json(StepPlanText text) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(text.document())
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
