package org.paceline.benchmarks.cifar;

import java.util.List;
import java.util.Optional;
import org.paceline.benchmarks.TestStand;
import org.paceline.benchmarks.Workload;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.job.JobContext;
import org.paceline.plan.WorkerSpeed;

/**
 * Finds out before anything is trained whether all rows can run on the pool that there is.
 *
 * @param context the running application
 * @param course what is trained
 */
record PoolCheck(JobContext context, Course course) {

  /** A kill in the middle needs rounds before and after it. */
  private static final int FEWEST_ROUNDS = 4;

  /**
   * Checks runs.
   *
   * @throws IllegalArgumentException with the row that cannot run, and why
   */
  void check(List<RunKey> runs) {
    runs.stream().map(RunKey::entry).distinct().forEach(this::check);
    runs.stream().filter(RunKey::kills).findFirst().ifPresent(run -> checkKill(run.seed()));
  }

  private void check(Entry entry) {
    List<WorkerSpeed> workers =
        context.members().stream().map(m -> WorkerSpeed.of(m.executorId(), 1)).toList();
    entry.ratio().ifPresent(split -> split.planner(0).plan(workers, 1));
    if (entry.fedavg() && course.batches() < workers.size()) {
      throw new IllegalArgumentException(
          "fedavg needs a batch for each of %s workers, and the data has %s: lower --batch-size"
              .formatted(workers.size(), course.batches()));
    }
    if (entry.torch()) {
      withoutTorch()
          .ifPresent(
              why -> {
                throw new IllegalArgumentException("row %s: %s".formatted(entry.name(), why));
              });
    }
  }

  private void checkKill(long seed) {
    Workload work = course.work(seed);
    new TestStand(context, work).ownCluster(PooledTraining.VICTIM);
    if (work.rounds() < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "a run in which an executor is killed must have at least %s rounds, not %s: raise --epochs or lower --round-batches"
              .formatted(FEWEST_ROUNDS, work.rounds()));
    }
  }

  /** Why PyTorch's processes cannot be held to the workers' shares, if they cannot. */
  Optional<String> withoutTorch() {
    boolean held = context.cluster().map(EmbeddedCluster::holdsOthers).orElse(false);
    return held
        ? Optional.empty()
        : Optional.of(
            "its processes can be held to shares only beside an embedded cluster, by control groups");
  }
}
