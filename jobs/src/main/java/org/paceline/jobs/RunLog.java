package org.paceline.jobs;

import java.util.ArrayList;
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

  private final RunFolder folder;
  private final RunDescription run;
  private final TrainingProgress console;
  private final Consumer<Checkpoint> checkpoints;
  private final List<PlanDocument.Round> rounds = new ArrayList<>();
  private List<PlanDocument.Worker> workers = List.of();

  /** {@code earlier} are the rounds before the run was resumed. */
  RunLog(
      RunFolder folder,
      RunDescription run,
      TrainingProgress console,
      Consumer<Checkpoint> checkpoints,
      List<RoundRecord> earlier) {
    this.folder = folder;
    this.run = run;
    this.console = console;
    this.checkpoints = checkpoints;
    earlier.forEach(round -> rounds.add(PlanDocument.round(round)));
    if (!earlier.isEmpty()) {
      folder.lines(PROGRESS, earlier);
    }
  }

  @Override
  public void pool(List<PoolWorker> pool) {
    workers = pool.stream().map(PlanDocument::worker).toList();
    writePlan();
    console.pool(pool);
  }

  private void writePlan() {
    folder.json(PLAN, new PlanDocument(run, workers, rounds));
  }

  @Override
  public void round(RoundRecord round) {
    rounds.add(PlanDocument.round(round));
    folder.line(PROGRESS, round);
    console.round(round);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    checkpoints.accept(checkpoint);
  }

  @Override
  public void epoch(EpochRecord epoch) {
    writePlan();
    console.epoch(epoch);
  }
}
