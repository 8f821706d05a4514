package org.paceline.jobs.assign;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.paceline.assign.Objective;
import org.paceline.assign.format.ProblemFiles;
import org.paceline.assign.format.ReadProblem;
import org.paceline.assign.format.Reading;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to plan. */
final class InputOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "Tasks and machines: JSON, the OR-Library's GAP format, PSPLIB's .sm or WfCommons' JSON"
              + " (WfFormat 1.5); told apart by content.")
  private Path file;

  @Option(
      names = "--tasks",
      paramLabel = "FILE",
      description = "Tasks alone, as CSV or JSON; --machines has the machines.")
  private Path tasks;

  @Option(
      names = "--machines",
      paramLabel = "FILE",
      description = "Machines alone, as CSV or JSON; they count in place of those of the tasks.")
  private Path machines;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description =
          "makespan, weighted-completion, lateness, value or cost (default: what the file says, cost"
              + " for GAP, else makespan).")
  private String objective;

  @Option(
      names = "--maximise",
      description =
          "Short for --objective value: a GAP file's numbers are values, every job is assigned all the same.")
  private boolean maximise;

  @Option(
      names = "--instance",
      paramLabel = "K",
      description = "Which problem of a GAP file that has several, from 1.")
  private Integer instance;

  @Option(
      names = "--bandwidth",
      paramLabel = "MB/S",
      description =
          "How fast files of WfCommons' JSON go between machines (default: they take no time).")
  private Double bandwidth;

  ReadProblem read() {
    Reading reading =
        new Reading(
            objective(),
            instance == null ? OptionalInt.empty() : OptionalInt.of(instance),
            bandwidth == null ? OptionalDouble.empty() : OptionalDouble.of(bandwidth));
    Path from = from();
    return machines == null
        ? ProblemFiles.read(from, reading)
        : ProblemFiles.read(from, machines, reading);
  }

  private Path from() {
    if (file != null && tasks != null) {
      throw new IllegalArgumentException("give either FILE or --tasks, not both");
    }
    if (file == null && tasks == null) {
      throw new IllegalArgumentException(
          "give a FILE with tasks and machines, or --tasks FILE and --machines FILE");
    }
    if (tasks != null && machines == null) {
      throw new IllegalArgumentException("--tasks needs --machines, which is not given");
    }
    return file != null ? file : tasks;
  }

  private Optional<Objective> objective() {
    Optional<Objective> named = Optional.ofNullable(objective).map(Objective::of);
    if (maximise && named.isPresent() && named.get() != Objective.VALUE) {
      throw new IllegalArgumentException(
          "--maximise is --objective value, and does not go with --objective %s"
              .formatted(objective));
    }
    return maximise ? Optional.of(Objective.VALUE) : named;
  }
}
