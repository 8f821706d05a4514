package org.paceline.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.paceline.train.NetworkState;
import org.paceline.train.PoolWorker;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/** Writes a run's plan and progress to its folder while it goes on, and a checkpoint an epoch. */
final class RunLog implements TrainingProgress {

  private static final String PLAN = "plan.json";
  private static final String PROGRESS = "progress.jsonl";

  private final RunFolder folder;
  private final RunDescription run;
  private final TrainingProgress console;
  private final BiConsumer<Integer, NetworkState> checkpoint;
  private final List<PlanDocument.Round> rounds = new ArrayList<>();
  private List<PlanDocument.Worker> workers = List.of();

  RunLog(
      RunFolder folder,
      RunDescription run,
      TrainingProgress console,
      BiConsumer<Integer, NetworkState> checkpoint) {
    this.folder = folder;
    this.run = run;
    this.console = console;
    this.checkpoint = checkpoint;
  }

  @Override
  public void ready(List<PoolWorker> pool) {
    workers = pool.stream().map(PlanDocument::worker).toList();
    writePlan();
    console.ready(pool);
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
  public void epoch(int epoch, NetworkState state) {
    writePlan();
    checkpoint.accept(epoch, state);
    console.epoch(epoch, state);
  }
}
