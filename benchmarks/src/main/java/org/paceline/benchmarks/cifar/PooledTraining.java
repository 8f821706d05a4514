package org.paceline.benchmarks.cifar;

import java.util.List;
import org.paceline.benchmarks.Incident;
import org.paceline.benchmarks.Incidents;
import org.paceline.benchmarks.Kill;
import org.paceline.benchmarks.PlannedTraining;
import org.paceline.benchmarks.TestStand;
import org.paceline.cluster.ClusterException;
import org.paceline.pool.PoolWorker;
import org.paceline.train.Split;
import org.paceline.train.TrainingOutcome;
import org.paceline.train.TrainingProgress;

/**
 * Paceline's own training.
 *
 * @param stand the cluster and what is trained
 * @param pool the executors with their trials
 * @param split who gets how much
 * @param recorder of this run
 */
record PooledTraining(TestStand stand, List<PoolWorker> pool, Split split, Recorder recorder)
    implements Training {

  private static final double HALF = 0.5;

  /** Who is killed: the second worker. */
  static final int VICTIM = 1;

  @Override
  public Trace run() {
    return trace(train(recorder));
  }

  /** The same, but in the middle of the run an executor is killed, and none takes its place. */
  Trace runWithLoss() {
    PoolWorker victim = pool.get(TestStand.seatOf(pool, VICTIM));
    Incident kill = new Incident(HALF, Kill.of(stand.spark().sc(), victim.member()));
    TrainingOutcome outcome;
    try (Incidents incidents = new Incidents(List.of(kill))) {
      outcome = train(recorder.and(incidents));
    }
    if (kill.seconds().isEmpty()) {
      throw new ClusterException("the run was over before the executor was killed");
    }
    checkExact(outcome);
    return trace(outcome);
  }

  private static void checkExact(TrainingOutcome outcome) {
    if (outcome.epochsExact().contains(false)) {
      throw new IllegalStateException("an example was not trained exactly once an epoch");
    }
  }

  private TrainingOutcome train(TrainingProgress progress) {
    return new PlannedTraining(
            stand.spark(), pool, stand.work(), stand.work().options(split), progress)
        .train()
        .outcome();
  }

  private Trace trace(TrainingOutcome outcome) {
    return new Trace(
        recorder.snapshots(), outcome.examples(), outcome.seconds(), outcome.efficiency());
  }
}
