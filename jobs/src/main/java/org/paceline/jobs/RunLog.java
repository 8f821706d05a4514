package org.paceline.jobs;

import java.util.List;
import java.util.function.Supplier;
import org.paceline.ledger.EpochRecord;
import org.paceline.pool.PoolWorker;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/** Writes a run's plan and progress to its folder while it goes on. */
final class RunLog implements TrainingProgress {

  static final String PROGRESS = "progress.jsonl";

  private static final String PLAN = "plan.json";

  /** The plan is written anew when so many parts of its rounds have come to it. */
  private static final int OFTEN = 16;

  private final Supplier<RunFolder> place;
  private final RunDescription run;
  private final int before;
  private RunFolder folder;
  private List<PlanDocument.Worker> workers = List.of();
  private int rounds;
  private int planned;

  /**
   * A log whose folder is made when the pool is known: until then nothing may be left behind. So
   * many rounds are {@code before} the checkpoint that the run goes on from.
   */
  RunLog(Supplier<RunFolder> place, RunDescription run, int before) {
    this.place = place;
    this.run = run;
    this.before = before;
  }

  @Override
  public void pool(List<PoolWorker> pool) {
    if (folder == null) {
      begin();
    }
    workers = pool.stream().map(PlanDocument::worker).toList();
    writePlan();
  }

  /** What was trained after the checkpoint is trained again, also where none is. */
  private void begin() {
    folder = place.get();
    List<RoundRecord> earlier = rounds().stream().filter(round -> round.round() < before).toList();
    rounds = earlier.size();
    folder.lines(PROGRESS, earlier);
  }

  /** All rounds that are over, from the run's first on. */
  List<RoundRecord> rounds() {
    return folder.lines(PROGRESS, RoundRecord.class);
  }

  /** Where the run is written, once its pool is known. */
  RunFolder folder() {
    return folder;
  }

  /** What is written line by line is the record; the plan is made of it. */
  private void writePlan() {
    List<PlanDocument.Round> quotas = rounds().stream().map(PlanDocument::round).toList();
    folder.json(PLAN, new PlanDocument(run, workers, quotas));
    planned = rounds;
  }

  @Override
  public void round(RoundRecord round) {
    rounds++;
    folder.line(PROGRESS, round);
  }

  /** Not each time where epochs are many: it grows with the run. */
  @Override
  public void epoch(EpochRecord epoch) {
    if (rounds - planned > planned / OFTEN) {
      writePlan();
    }
  }

  /** Writes what the end of training leaves to be written. */
  void finish() {
    writePlan();
  }
}
