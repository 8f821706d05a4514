package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
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
  private final DoubleSupplier clock;
  private final Map<String, Map<Integer, Run>> runs = new LinkedHashMap<>();
  private int events;

  /**
   * A run in the journal.
   *
   * @param attempt what became of it
   * @param definition what its stage was
   * @param began the number of the event, as the journal's order is sure and clocks are not
   * @param ended likewise; meaningless while it has no end
   */
  private record Run(Attempt attempt, String definition, int began, int ended) {

    boolean is(End end) {
      return attempt.end() == end;
    }
  }

  private History(PipelineFolder folder, Teller teller, long begun, DoubleSupplier clock) {
    this.folder = folder;
    this.teller = teller;
    this.begun = begun;
    this.clock = clock;
  }

  /** Reads the journal, and notes the ends that are missing there. */
  static History of(PipelineFolder folder, Teller teller, long begun, DoubleSupplier clock)
      throws InterruptedException {
    History history = new History(folder, teller, begun, clock);
    folder.past().forEach(history::take);
    history.endWhatWasCutOff();
    return history;
  }

  private void take(Event event) {
    switch (event.kind()) {
      case SESSION -> {}
      case BEGINS -> put(new Run(event.attempt(), event.definition(), events++, 0));
      case ENDS -> end(event.attempt());
    }
  }

  private void end(Attempt ended) {
    Run run = ofStage(ended.stage()).get(ended.number());
    put(new Run(ended, run.definition(), run.began(), events++));
  }

  private void put(Run run) {
    ofStage(run.attempt().stage()).put(run.attempt().number(), run);
  }

  private Map<Integer, Run> ofStage(String stage) {
    return runs.computeIfAbsent(stage, name -> new LinkedHashMap<>());
  }

  private void endWhatWasCutOff() throws InterruptedException {
    for (Map<Integer, Run> ofStage : runs.values()) {
      for (Run run : List.copyOf(ofStage.values())) {
        if (run.is(null)) {
          Attempt ended = cutOff(run, ofStage.values());
          folder.note(Event.ends(ended));
          end(ended);
        }
      }
    }
  }

  /** A run whose coordinator was killed: it is done where it said so itself. */
  private Attempt cutOff(Run run, Collection<Run> others) throws InterruptedException {
    AttemptFolder own = folder.attempt(run.attempt());
    try {
      awaitEnd(own);
      Optional<Long> finished = own.finished();
      if (finished.isPresent()) {
        // Another copy counts where it was done while this one ran; an older run does not.
        boolean counted = others.stream().anyMatch(o -> o.is(End.DONE) && o.ended() > run.began());
        double second = (finished.get() - begun) / 1000.0;
        return run.attempt().ended(counted ? End.STOPPED : End.DONE, 0, second);
      }
      return run.attempt().ended(End.INTERRUPTED, null, lastSign(own, run.attempt()));
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(own.path(), e.getMessage()), e);
    }
  }

  private void awaitEnd(AttemptFolder own) throws IOException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    while (!own.end()) {
      if (!told) {
        teller.say(clock.getAsDouble(), "waits for the end of an earlier session's " + own.path());
        told = true;
      }
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
  Board board(Pipeline pipeline) {
    Map<String, Boolean> counts = new HashMap<>();
    List<StageRun> all = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      boolean counted = counts(stage, pipeline, counts);
      Optional<Run> done = done(stage.name());
      if (!counted && done.isPresent()) {
        teller.say(clock.getAsDouble(), whyAgain(stage, done.get()));
      }
      List<Attempt> earlier = ofStage(stage.name()).values().stream().map(Run::attempt).toList();
      all.add(new StageRun(stage, earlier, done.filter(it -> counted).map(Run::attempt)));
    }
    return new Board(pipeline, all);
  }

  private boolean counts(Stage stage, Pipeline pipeline, Map<String, Boolean> known) {
    Boolean before = known.get(stage.name());
    if (before != null) {
      return before;
    }
    Optional<Run> done =
        done(stage.name())
            .filter(run -> run.definition().equals(stage.definition()))
            .filter(this::isThere);
    boolean counts = done.isPresent();
    // No stream: a thousand stages in a row would need a thousand times its frames.
    for (String name : stage.after()) {
      counts =
          counts && counts(pipeline.stage(name), pipeline, known) && isBefore(name, done.get());
    }
    known.put(stage.name(), counts);
    return counts;
  }

  private boolean isBefore(String before, Run later) {
    return done(before).orElseThrow().ended() < later.began();
  }

  /** Somebody may have removed its folder, and what comes after it would look there. */
  private boolean isThere(Run done) {
    return folder.attempt(done.attempt()).finished().isPresent();
  }

  private String whyAgain(Stage stage, Run done) {
    return isThere(done)
        ? stage.name() + " has changed, or what it is after: it runs again"
        : "%s has lost its %s: it runs again"
            .formatted(stage.name(), folder.attempt(done.attempt()).path());
  }

  private Optional<Run> done(String stage) {
    return ofStage(stage).values().stream()
        .filter(run -> run.is(End.DONE))
        .reduce((one, next) -> next);
  }
}
