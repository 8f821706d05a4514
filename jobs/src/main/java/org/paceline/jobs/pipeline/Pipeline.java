package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stages that depend on each other, and machines to run them on.
 *
 * @param name what it is called
 * @param folder where its file is: {@code ${pipeline}}
 * @param places its machines
 * @param stages its stages, in the order of the file
 */
record Pipeline(String name, Path folder, List<Place> places, List<Stage> stages) {

  /** Checks it; see {@link PipelineRules}. */
  Pipeline {
    places = List.copyOf(places);
    stages = List.copyOf(stages);
    PipelineRules.check(places, stages);
  }

  Stage stage(String named) {
    return stages.stream().filter(stage -> stage.name().equals(named)).findFirst().orElseThrow();
  }

  Place place(String named) {
    return places.stream().filter(place -> place.name().equals(named)).findFirst().orElseThrow();
  }

  /** The names of its machines. */
  List<String> machines() {
    return places.stream().map(Place::name).toList();
  }

  /** All stages that must be done before a stage. */
  static Set<String> ancestors(Stage stage, Map<String, Stage> stages) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(stage.after());
    while (!open.isEmpty()) {
      String next = open.remove();
      if (found.add(next)) {
        open.addAll(stages.get(next).after());
      }
    }
    return found;
  }
}
