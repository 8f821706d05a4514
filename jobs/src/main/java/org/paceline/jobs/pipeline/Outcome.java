package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.paceline.jobs.Gantt;
import org.paceline.jobs.Table;

/**
 * What became of a pipeline: {@code pipeline.json}.
 *
 * @param name the pipeline's
 * @param state done, failed where a stage is not done, or planned before it runs
 * @param begun when its first session began
 * @param seconds when its last run ended, after that
 * @param plannedSeconds when that was planned for at first
 * @param policy what planned
 * @param stages a stage each, in the order of the file
 */
record Outcome(
    String name,
    String state,
    String begun,
    double seconds,
    double plannedSeconds,
    String policy,
    List<OfStage> stages) {

  static final String FILE = "pipeline.json";
  static final String DONE = "done";
  static final String FAILED = "failed";
  static final String PLANNED = "planned";

  /**
   * A stage.
   *
   * @param name its name
   * @param job what it runs
   * @param state done, failed, skipped, or waiting before it runs
   * @param reason why it is not done, else empty
   * @param machine where it was done, or ran last; null where it never ran
   * @param planned where and when its copies were planned at first
   * @param start when the run that counts, or the last, began, in seconds after the pipeline's
   *     begin
   * @param finish when it ended
   * @param output the folder of the run that counts
   * @param runs all that ran
   */
  record OfStage(
      String name,
      String job,
      String state,
      String reason,
      String machine,
      List<FirstPlan.Planned> planned,
      Double start,
      Double finish,
      String output,
      List<Attempt> runs) {}

  static Outcome of(Board board, FirstPlan plan, long begun, Path folder) {
    List<OfStage> stages = new ArrayList<>();
    board.runs().forEach(run -> stages.add(stage(run, plan, folder)));
    double last =
        stages.stream()
            .flatMap(stage -> stage.runs().stream())
            .filter(run -> run.finish() != null)
            .mapToDouble(Attempt::finish)
            .max()
            .orElse(0);
    return new Outcome(
        board.pipeline().name(),
        state(board),
        Instant.ofEpochMilli(begun).toString(),
        last,
        plan.seconds(),
        plan.policy(),
        List.copyOf(stages));
  }

  private static String state(Board board) {
    if (!board.open().isEmpty()) {
      return PLANNED;
    }
    return board.allDone() ? DONE : FAILED;
  }

  private static OfStage stage(StageRun run, FirstPlan plan, Path folder) {
    Optional<Attempt> shown =
        run.done().or(() -> run.attempts().stream().reduce((one, next) -> next));
    return new OfStage(
        run.stage().name(),
        run.stage().job(),
        run.state().name().toLowerCase(Locale.ROOT),
        run.reason(),
        shown.map(Attempt::machine).orElse(null),
        plan.of(run.stage().name()),
        shown.map(Attempt::start).orElse(null),
        shown.map(Attempt::finish).orElse(null),
        run.done()
            .map(it -> AttemptFolder.of(folder, it.stage(), it.number()).output().toString())
            .orElse(null),
        run.attempts());
  }

  /** The table that a person reads at the end. */
  Table table() {
    Table table = new Table("stage", "machine", "runs", "planned s", "real s", "state");
    for (OfStage stage : stages) {
      Optional<FirstPlan.Planned> planned =
          stage.planned().stream().min(Comparator.comparingDouble(FirstPlan.Planned::finish));
      table.row(
          stage.name(),
          stage.machine() != null
              ? stage.machine()
              : planned.map(FirstPlan.Planned::machine).orElse("-"),
          stage.runs().size(),
          planned.map(it -> span(it.start(), it.finish())).orElse("-"),
          span(stage.start(), stage.finish()),
          stage.state() + (stage.reason().isEmpty() ? "" : ": " + stage.reason()));
    }
    return table;
  }

  private static String span(Double start, Double finish) {
    return start == null || finish == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f-%.1f", start, finish);
  }

  /** What was planned and, below it, what happened, by machine. */
  String picture(List<String> machines) {
    List<String> lanes =
        machines.stream().flatMap(it -> Stream.of(planned(it), happened(it))).toList();
    List<Gantt.Bar> bars = new ArrayList<>();
    for (OfStage stage : stages) {
      for (FirstPlan.Planned copy : stage.planned()) {
        String lane = planned(copy.machine());
        bars.add(new Gantt.Bar(lane, stage.name(), copy.start(), copy.finish(), "planned"));
      }
      stage.runs().stream()
          .filter(run -> run.finish() != null)
          .forEach(run -> bars.add(happened(stage, run)));
    }
    return new Gantt(name, lanes, bars, Gantt.Scale.SECONDS).svg();
  }

  private static String planned(String machine) {
    return machine + ", planned";
  }

  private static String happened(String machine) {
    return machine + ", happened";
  }

  private static Gantt.Bar happened(OfStage stage, Attempt run) {
    String group = run.end().name().toLowerCase(Locale.ROOT);
    String label =
        stage.runs().size() == 1 ? stage.name() : "%s %s".formatted(stage.name(), run.number());
    return new Gantt.Bar(happened(run.machine()), label, run.start(), run.finish(), group);
  }
}
