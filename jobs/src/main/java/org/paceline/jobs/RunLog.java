package org.paceline.jobs;

import java.util.List;
import java.util.function.Consumer;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.ledger.EpochRecord;
import org.paceline.pool.PoolWorker;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/** Writes a run's plan, progress and checkpoints to its folder while it goes on. */
final class RunLog implements TrainingProgress {

  static final String PROGRESS = "progress.jsonl";

  private static final String PLAN = "plan.json";

  /** The plan is written anew when so many parts of its rounds have come to it. */
  private static final int OFTEN = 16;

  private final RunFolder folder;
  private final RunDescription run;
  private final Consumer<Checkpoint> checkpoints;
  private List<PlanDocument.Worker> workers = List.of();
  private int rounds;
  private int planned;

  /** {@code earlier} are the rounds before the run was resumed. */
  RunLog(
      RunFolder folder,
      RunDescription run,
      Consumer<Checkpoint> checkpoints,
      List<RoundRecord> earlier) {
    this.folder = folder;
    this.run = run;
    this.checkpoints = checkpoints;
    rounds = earlier.size();
    // Also where there are none: what was trained after the checkpoint is trained again.
    folder.lines(PROGRESS, earlier);
  }

  @Override
  public void pool(List<PoolWorker> pool) {
    workers = pool.stream().map(PlanDocument::worker).toList();
    writePlan();
  }

  /** What is written line by line is the record; the plan is made of it. */
  private void writePlan() {
    List<PlanDocument.Round> quotas =
        folder.lines(PROGRESS, RoundRecord.class).stream().map(PlanDocument::round).toList();
    folder.json(PLAN, new PlanDocument(run, workers, quotas));
    planned = rounds;
  }

  @Override
  public void round(RoundRecord round) {
    rounds++;
    folder.line(PROGRESS, round);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    checkpoints.accept(checkpoint);
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
