package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.paceline.assign.Assignment;

/**
 * What was planned before anything ran: {@code plan.json}.
 *
 * @param policy what made the plan
 * @param seconds when the last stage was to end
 * @param stages a copy of a stage each
 */
record FirstPlan(String policy, double seconds, List<Planned> stages) {

  static final String FILE = "plan.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A copy of a stage in the plan.
   *
   * @param stage its name
   * @param machine where
   * @param start in seconds after the pipeline's begin
   * @param finish likewise
   */
  record Planned(String stage, String machine, double start, double finish) {

    Planned {
      Objects.requireNonNull(stage, "a planned stage must have a name");
      Objects.requireNonNull(machine, "a planned stage must have a machine");
    }
  }

  FirstPlan {
    stages = List.copyOf(stages);
  }

  static FirstPlan of(String policy, Assignment plan) {
    return new FirstPlan(
        policy,
        plan.makespan(),
        plan.placements().stream()
            .map(p -> new Planned(p.task(), p.machine(), p.start(), p.finish()))
            .toList());
  }

  /**
   * That of an earlier session, unless it was killed before it wrote it. It is only to be shown:
   * where it is damaged, a new one takes its place.
   */
  static Optional<FirstPlan> read(Path folder, Consumer<String> warning) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Optional<FirstPlan> read =
          Optional.ofNullable(JSON.readValue(file.toFile(), FirstPlan.class));
      if (read.isEmpty()) {
        warning.accept(file + " is empty: what is open is planned anew");
      }
      return read;
    } catch (IOException e) {
      warning.accept("%s is damaged: what is open is planned anew".formatted(file));
      return Optional.empty();
    }
  }

  /** The copies of a stage. */
  List<Planned> of(String stage) {
    return stages.stream().filter(planned -> planned.stage().equals(stage)).toList();
  }
}
