package org.paceline.jobs.assign;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.paceline.assign.Assigner;
import org.paceline.assign.AssignmentPolicy;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Budget;
import org.paceline.assign.Policies;
import org.paceline.assign.Solution;
import org.paceline.assign.format.ReadProblem;
import org.paceline.job.ExitCode;
import org.paceline.model.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Assigns whole tasks to machines, by a policy or by all of them beside each other. */
@Command(
    name = "paceline assign",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says which whole task goes to which machine, from when to when, and how far at most that is"
          + " from the best.",
      "Exits with 0; 1 where no plan with all required tasks was found; 2 for wrong options; 3 for a"
          + " file that cannot be used."
    },
    footer = {
      "",
      "Examples:",
      "  paceline assign gap1.txt --instance 1",
      "  paceline assign j301_1.sm --seconds 30 --picture plan.svg",
      "  paceline assign workflow.json --machines machines.csv --bandwidth 100 --json",
      "  paceline assign --tasks tasks.csv --machines machines.csv --compare"
    })
public final class AssignCommand {

  @Mixin private InputOptions input;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "How to plan (default: best, which tries what suits the problem).")
  private String policy;

  @Option(
      names = "--compare",
      description = "Run all policies, each for up to --seconds, and show them beside each other.")
  private boolean compare;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long to search at most, such as 0.5 (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of policies that use chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--picture",
      paramLabel = "F.SVG",
      description = "Also draw the plan, a lane each machine; a file of that name is replaced.")
  private Path picture;

  @Option(
      names = "--json",
      description = "Show the plan as JSON, which alone goes to standard output.")
  private boolean json;

  @Option(names = "--all", description = "Show all tasks in the table, not only the first ones.")
  private boolean all;

  /**
   * Runs the command.
   *
   * @param out for the plan
   * @param errors for messages
   * @param args options
   * @return how it ended
   */
  public static ExitCode run(PrintStream out, PrintStream errors, String... args) {
    AssignCommand assign = new AssignCommand();
    CommandLine command = new CommandLine(assign).setExpandAtFiles(false);
    try {
      command.parseArgs(args);
      if (command.isUsageHelpRequested()) {
        command.usage(out);
        return ExitCode.DONE;
      }
      if (command.isVersionHelpRequested()) {
        out.println("paceline " + Versions.all().get("paceline"));
        return ExitCode.DONE;
      }
      return assign.run(out, errors);
    } catch (CommandLine.ParameterException e) {
      return told(errors, ExitCode.BAD_ARGUMENTS, e.getMessage() + " (see --help)");
    } catch (IOException e) {
      return told(errors, ExitCode.OUTPUT_FAILED, "the picture cannot be written: " + e);
    } catch (OutOfMemoryError e) {
      return told(
          errors,
          ExitCode.FAILED,
          "the problem is too large for the memory: PACELINE_JAVA_OPTS=-Xmx8g would give more");
    } catch (RuntimeException e) {
      return told(errors, ExitCode.of(e), e.getMessage());
    }
  }

  private static ExitCode told(PrintStream errors, ExitCode code, String message) {
    errors.println("paceline: " + message);
    return code;
  }

  private ExitCode run(PrintStream out, PrintStream errors) throws IOException {
    if (compare && policy != null) {
      throw new IllegalArgumentException("--compare runs all policies: give it, or --policy");
    }
    if (!(seconds > 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("--seconds must be above 0, not %s".formatted(seconds));
    }
    if (picture != null) {
      Picture.check(picture);
    }
    AssignmentPolicy chosen = Policies.named(policy == null ? "best" : policy);
    ReadProblem read = input.read();
    read.notes().forEach(note -> errors.println("paceline: " + note));
    return plan(chosen, read, out, errors);
  }

  private ExitCode plan(
      AssignmentPolicy chosen, ReadProblem read, PrintStream out, PrintStream errors)
      throws IOException {
    AssignmentProblem problem = read.problem();
    errors.println(Texts.begin(read, compare ? "each policy" : chosen.name(), seconds));
    List<Solution> compared = compare ? Comparison.of(problem, this::budget) : List.of();
    Solution best =
        compare
            ? Comparison.best(problem, compared)
            : new Assigner(chosen).assign(problem, budget());
    Stream.concat(compared.stream(), Stream.of(best))
        .flatMap(solution -> solution.notes().stream())
        .distinct()
        .forEach(note -> errors.println("paceline: " + note));
    Report report = new Report(problem, best, compared, seed);
    if (json) {
      out.println(report.json());
    } else {
      out.print(compare ? report.comparison() : report.table(rows()));
    }
    out.flush();
    if (picture != null) {
      Picture.write(picture, report.picture());
    }
    return ending(best, errors);
  }

  private Budget budget() {
    return Budget.of(seconds, seed, System::nanoTime);
  }

  private int rows() {
    return all ? Integer.MAX_VALUE : Report.ROWS;
  }

  private static ExitCode ending(Solution best, PrintStream errors) {
    return best.missing().isEmpty()
        ? ExitCode.DONE
        : told(errors, ExitCode.FAILED, Texts.missing(best.missing()));
  }
}
