package org.paceline.benchmarks;

import java.util.List;
import java.util.Set;
import org.paceline.cluster.ClusterException;
import org.paceline.data.Examples;
import org.paceline.evaluate.Evaluator;
import org.paceline.feed.BlockSource;
import org.paceline.pool.PoolWorker;
import org.paceline.train.TrainingOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loss benchmark on a running cluster.
 *
 * @param stand the cluster and what both rows train
 * @param test what the networks are tested on
 * @param worker the position of the worker that is killed
 * @param killAt after which part of the run's examples
 */
record LossRun(TestStand stand, Examples test, int worker, double killAt) {

  private static final Logger LOG = LoggerFactory.getLogger(LossRun.class);

  LossResult result(OutputOption output) {
    LossRowResult undisturbed = undisturbed(stand.trials());
    List<PoolWorker> pool = stand.trials();
    LossRowResult loss = killed(pool);
    return LossResult.of(
        output.setting().on(pool, stand.limiter()),
        this,
        PoolResult.Worker.all(pool),
        undisturbed,
        loss);
  }

  private LossRowResult undisturbed(List<PoolWorker> pool) {
    return measured("undisturbed", train(pool, List.of()), null, Set.of());
  }

  private LossRowResult killed(List<PoolWorker> pool) {
    PoolWorker victim = pool.get(TestStand.seatOf(pool, worker));
    Kill kill = Kill.of(stand.spark().sc(), victim.member());
    Incident end = new Incident(killAt, kill);
    Trained trained = train(pool, List.of(end));
    double moment =
        end.seconds()
            .orElseThrow(
                () -> new ClusterException("the run was over before the executor was killed"));
    warnIfIdle(kill, trained);
    return measured("killed", trained, moment, Set.of(victim.member().executorId()));
  }

  private static void warnIfIdle(Kill kill, Trained trained) {
    boolean inRound =
        trained.rounds().stream().anyMatch(round -> round.lost().contains(kill.executorId()));
    if (!inRound) {
      LOG.warn(
          "executor {} was killed when it had brought its share back, so no work was lost:"
              + " longer rounds show more",
          kill.executorId());
    }
  }

  private Trained train(List<PoolWorker> pool, List<Incident> planned) {
    try (Incidents incidents = new Incidents(planned)) {
      return stand
          .training(pool, stand.work().options(Row.PROPORTIONAL.split()), incidents)
          .train();
    }
  }

  private LossRowResult measured(String row, Trained trained, Double killedAt, Set<String> killed) {
    TrainingOutcome outcome = trained.outcome();
    List<Double> speeds =
        outcome.workers().stream().map(worker -> worker.tally().stepSpeed()).toList();
    double left =
        outcome.workers().stream()
            .filter(worker -> !killed.contains(worker.member().executorId()))
            .mapToDouble(worker -> worker.tally().stepSpeed())
            .sum();
    LossRowResult result =
        LossRowResult.of(row, speeds, killedAt, left, trained, accuracy(outcome));
    LOG.info(
        "{}: {} examples in {} s, accuracy {}",
        row,
        result.examples(),
        result.seconds(),
        result.accuracy());
    TestStand.doubt(row, result.efficiencyOfTrial());
    return result;
  }

  private double accuracy(TrainingOutcome outcome) {
    Workload work = stand.work();
    return new Evaluator(stand.spark(), outcome.workers(), work.configuration(), outcome.state())
        .evaluate(BlockSource.of(stand.spark().sc(), test, work.feed()), test.classes())
        .accuracy();
  }
}
