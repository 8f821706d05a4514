package org.paceline.jobs.pipeline;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.assign.Resources;
import org.paceline.jobs.pipeline.StageRun.State;

/** All stages of a pipeline and where they are. */
final class Board {

  private final Pipeline pipeline;
  private final Map<String, StageRun> runs = new LinkedHashMap<>();

  Board(Pipeline pipeline, Collection<StageRun> all) {
    this.pipeline = pipeline;
    all.forEach(run -> runs.put(run.stage().name(), run));
  }

  /** All before anything runs. */
  static Board of(Pipeline pipeline) {
    return new Board(pipeline, pipeline.stages().stream().map(StageRun::new).toList());
  }

  Pipeline pipeline() {
    return pipeline;
  }

  List<StageRun> runs() {
    return List.copyOf(runs.values());
  }

  StageRun run(String stage) {
    return runs.get(stage);
  }

  List<StageRun> open() {
    return runs.values().stream().filter(run -> !run.settled()).toList();
  }

  List<Attempt> running() {
    return runs.values().stream().flatMap(run -> run.running().stream()).toList();
  }

  /** Whether all that must be done before a stage is. */
  boolean ready(Stage stage) {
    return stage.after().stream().allMatch(before -> run(before).state() == State.DONE);
  }

  boolean allDone() {
    return runs.values().stream().allMatch(run -> run.state() == State.DONE);
  }

  /** A stage that never can begin, and what it is after that is why. */
  Optional<StageRun> hopeless() {
    return open().stream().filter(run -> lost(run.stage()).isPresent()).findFirst();
  }

  Optional<StageRun> lost(Stage stage) {
    return stage.after().stream()
        .map(this::run)
        .filter(before -> before.settled() && before.state() != State.DONE)
        .findFirst();
  }

  /** What is held of a machine by all that run there. */
  Resources held(Place place) {
    return running().stream()
        .filter(attempt -> attempt.machine().equals(place.name()))
        .map(attempt -> Demands.of(run(attempt.stage()).stage(), place))
        .reduce(Resources.NONE, Demands::sum);
  }

  /** Whether a stage has room on a machine now. */
  boolean fits(Stage stage, Place place) {
    Resources all = Demands.sum(held(place), Demands.of(stage, place));
    return Demands.within(all, place.machine().capacity());
  }
}
