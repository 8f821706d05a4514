package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.paceline.assign.Resources;
import org.paceline.jobs.Runnables;

/** What stages and machines must keep, checked before anything runs. */
final class PipelineRules {

  private final List<Place> places;
  private final List<Stage> stages;
  private final Map<String, Stage> byName;

  private PipelineRules(List<Place> places, List<Stage> stages) {
    this.places = places;
    this.stages = stages;
    byName = stages.stream().collect(Collectors.toMap(Stage::name, stage -> stage));
  }

  static void check(List<Place> places, List<Stage> stages) {
    PipelineRules rules = new PipelineRules(places, stages);
    places.forEach(Placeholders::check);
    stages.forEach(rules::checkNames);
    rules.checkCircles();
    for (Stage stage : stages) {
      rules.checkPlaces(stage);
      Placeholders.check(stage, Pipeline.ancestors(stage, rules.byName));
    }
  }

  private void checkNames(Stage stage) {
    for (String before : stage.after()) {
      if (!byName.containsKey(before)) {
        throw new IllegalArgumentException(
            "stage %s is after '%s', which is no stage; there are %s"
                .formatted(
                    stage.name(),
                    before,
                    PipelineFile.listed(stages.stream().map(Stage::name).toList())));
      }
    }
    if (!Runnables.knows(stage.job())) {
      throw new IllegalArgumentException(
          "stage %s: '%s' is no job; there are %s, or the class name of another"
              .formatted(stage.name(), stage.job(), PipelineFile.listed(Runnables.names())));
    }
  }

  private void checkCircles() {
    Map<String, String> next = new HashMap<>();
    Set<String> free = new HashSet<>();
    boolean found = true;
    while (found) {
      found = false;
      for (Stage stage : stages) {
        if (!free.contains(stage.name()) && free.containsAll(stage.after())) {
          found = free.add(stage.name());
        }
      }
    }
    for (Stage stage : stages) {
      stage.after().stream()
          .filter(before -> !free.contains(before) && !free.contains(stage.name()))
          .findFirst()
          .ifPresent(before -> next.put(stage.name(), before));
    }
    if (!next.isEmpty()) {
      throw new IllegalArgumentException(
          "stages must not wait for each other in a circle, as " + circle(next));
    }
  }

  /** Whoever waits for one that waits: walking on must come to a stage again. */
  private static String circle(Map<String, String> next) {
    List<String> walked = new ArrayList<>();
    String at = next.keySet().stream().sorted().findFirst().orElseThrow();
    while (!walked.contains(at)) {
      walked.add(at);
      at = next.get(at);
    }
    List<String> circle = new ArrayList<>(walked.subList(walked.indexOf(at), walked.size()));
    circle.add(at);
    return String.join(" after ", circle);
  }

  private void checkPlaces(Stage stage) {
    List<Place> roomy = places.stream().filter(place -> Demands.fits(stage, place)).toList();
    if (roomy.isEmpty()) {
      throw new IllegalArgumentException(
          "stage %s demands %s, which no machine has: %s"
              .formatted(
                  stage.name(),
                  stage.demand().orElse(Resources.NONE).amounts(),
                  places.stream()
                      .map(place -> place.name() + " has " + place.machine().capacity().amounts())
                      .collect(Collectors.joining(", "))));
    }
    if (stage.copies() > roomy.size()) {
      throw new IllegalArgumentException(
          "stage %s wants %s copies on different machines, but %s of %s can take it"
              .formatted(stage.name(), stage.copies(), roomy.size(), places.size()));
    }
  }
}
