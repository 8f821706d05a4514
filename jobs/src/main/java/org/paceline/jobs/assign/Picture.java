package org.paceline.jobs.assign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paceline.assign.Machine;
import org.paceline.assign.Task;
import org.paceline.base.AtomicFile;
import org.paceline.jobs.Gantt;
import org.paceline.jobs.Gantt.Bar;
import org.paceline.jobs.Gantt.Scale;

/**
 * A plan as a picture: from when to when each task runs, or, where tasks take no time, what of its
 * machine each holds.
 */
final class Picture {

  private Picture() {}

  /** Refuses before the search what could not be written after it. */
  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "--picture must name a file, not the folder %s".formatted(file));
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--picture must be in a folder that is there, not %s".formatted(folder));
    }
  }

  static void write(Path file, String svg) throws IOException {
    AtomicFile.write(file, svg);
  }

  static String of(Report report) {
    boolean timed = report.best().assignment().makespan() > report.problem().now();
    List<String> lanes = report.problem().machines().stream().map(Machine::id).toList();
    List<Bar> bars = timed ? times(report) : shares(report);
    String title =
        "%s %s by policy %s: %s"
            .formatted(
                report.problem().objective().title(),
                Texts.number(report.best().objective()),
                report.best().policy(),
                timed ? "the plan over time" : "what each task holds of its machine");
    return new Gantt(title, lanes, bars, timed ? Scale.SECONDS : Scale.SHARES).svg();
  }

  private static List<Bar> times(Report report) {
    Map<String, Task> tasks = new HashMap<>();
    report.problem().tasks().forEach(task -> tasks.put(task.id(), task));
    return report.best().assignment().placements().stream()
        .map(
            it ->
                new Bar(
                    it.machine(),
                    it.task(),
                    it.start(),
                    it.finish(),
                    group(tasks.get(it.task()), it.finish())))
        .toList();
  }

  private static String group(Task task, double finish) {
    if (task.deadline().isEmpty()) {
      return "no deadline";
    }
    return finish <= task.deadline().getAsDouble() ? "in time" : "late";
  }

  private static List<Bar> shares(Report report) {
    List<Bar> bars = new ArrayList<>();
    for (MachineUse use : MachineUse.of(report.problem(), report.best())) {
      double from = 0;
      for (MachineUse.Share held : use.held()) {
        double to = from + held.share();
        bars.add(new Bar(use.machine(), held.placement().task(), from, to, ""));
        from = to;
      }
    }
    return bars;
  }
}
