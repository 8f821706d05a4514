package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.paceline.data.DataException;
import org.paceline.jobs.pipeline.Attempt.End;

/**
 * What earlier sessions left: which runs there were, which ended well though nobody noted it, and
 * which stages are still done.
 */
final class History {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long GLANCE_MILLIS = 20;

  private final PipelineFolder folder;
  private final Teller teller;
  private final long begun;
  private final Map<String, List<Attempt>> attempts = new LinkedHashMap<>();
  private final Map<String, String> definitions = new LinkedHashMap<>();

  private final Map<String, Integer> began = new HashMap<>();
  private final Map<String, Integer> ended = new HashMap<>();
  private int events;

  private History(PipelineFolder folder, Teller teller, long begun) {
    this.folder = folder;
    this.teller = teller;
    this.begun = begun;
  }

  /** Reads the journal, and notes the ends that are missing there. */
  static History of(PipelineFolder folder, Teller teller, long begun) throws InterruptedException {
    History history = new History(folder, teller, begun);
    folder.past().forEach(history::take);
    history.endWhatWasCutOff();
    return history;
  }

  private void take(Event event) {
    Attempt attempt = event.attempt();
    if (attempt == null) {
      return;
    }
    List<Attempt> all = attempts.computeIfAbsent(attempt.stage(), name -> new ArrayList<>());
    all.removeIf(known -> known.number() == attempt.number());
    all.add(attempt);
    if (event.definition() != null) {
      definitions.put(key(attempt), event.definition());
    }
    (attempt.end() == null ? began : ended).put(key(attempt), events++);
  }

  private static String key(Attempt attempt) {
    return attempt.stage() + "/" + attempt.number();
  }

  private void endWhatWasCutOff() throws InterruptedException {
    for (List<Attempt> ofStage : attempts.values()) {
      for (int i = 0; i < ofStage.size(); i++) {
        if (ofStage.get(i).end() == null) {
          Attempt it = cutOff(ofStage.get(i), ofStage);
          folder.note(Event.ends(it));
          ended.put(key(it), events++);
          ofStage.set(i, it);
        }
      }
    }
  }

  /** A run whose coordinator was killed: it is done where it said so itself. */
  private Attempt cutOff(Attempt attempt, List<Attempt> others) throws InterruptedException {
    AttemptFolder own = folder.attempt(attempt);
    try {
      awaitEnd(own);
      Optional<Long> finished = own.finished();
      boolean counted = others.stream().anyMatch(other -> other.end() == End.DONE);
      if (finished.isPresent()) {
        double second = (finished.get() - begun) / 1000.0;
        return attempt.ended(counted ? End.STOPPED : End.DONE, 0, second);
      }
      return attempt.ended(End.INTERRUPTED, null, lastSign(own, attempt));
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(own.path(), e.getMessage()), e);
    }
  }

  private void awaitEnd(AttemptFolder own) throws IOException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!own.end()) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalArgumentException(
            "a run of an earlier session still goes on in " + own.path());
      }
      TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
    }
  }

  private double lastSign(AttemptFolder own, Attempt attempt) throws IOException {
    return Files.exists(own.log())
        ? (Files.getLastModifiedTime(own.log()).toMillis() - begun) / 1000.0
        : attempt.start();
  }

  /**
   * All stages with what became of them. One that is not what it was when it ran is to run again,
   * and so is what is after it.
   */
  Board board(Pipeline pipeline, double now) {
    Map<String, Boolean> counts = new HashMap<>();
    List<StageRun> runs = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      List<Attempt> earlier = attempts.getOrDefault(stage.name(), List.of());
      boolean done = counts(stage, pipeline, counts);
      if (!done && done(stage.name()).isPresent()) {
        teller.say(now, stage.name() + " has changed, or what it is after: it runs again");
      }
      runs.add(new StageRun(stage, earlier, done ? done(stage.name()) : Optional.empty()));
    }
    return new Board(pipeline, runs);
  }

  private boolean counts(Stage stage, Pipeline pipeline, Map<String, Boolean> known) {
    if (!known.containsKey(stage.name())) {
      Optional<Attempt> done = done(stage.name()).filter(it -> isOf(stage, it));
      known.put(
          stage.name(),
          done.isPresent()
              && stage.after().stream()
                  .map(pipeline::stage)
                  .allMatch(it -> counts(it, pipeline, known) && isBefore(it, done.get())));
    }
    return known.get(stage.name());
  }

  /** By the journal's order, not by clocks. */
  private boolean isBefore(Stage before, Attempt later) {
    return ended.get(key(done(before.name()).orElseThrow())) < began.get(key(later));
  }

  private Optional<Attempt> done(String stage) {
    return attempts.getOrDefault(stage, List.of()).stream()
        .filter(attempt -> attempt.end() == End.DONE)
        .reduce((one, next) -> next);
  }

  private boolean isOf(Stage stage, Attempt done) {
    return stage.definition().equals(definitions.get(key(done)));
  }
}
