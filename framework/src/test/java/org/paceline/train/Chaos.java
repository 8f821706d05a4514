package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.data.ExampleBlock;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Steps;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.partition.Arrivals;
import org.paceline.partition.ExecutorTasks;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;
import org.paceline.round.RoundResult;
import org.paceline.scout.Scout;
import org.paceline.scout.Scouting;
import org.paceline.testing.CapturedLog;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;

/**
 * A training on real executor processes to which things happen: in the middle of a round, or
 * between two.
 */
final class Chaos implements AutoCloseable {

  static final int BLOCKS = 120;
  static final int ROUND_BLOCKS = 30;

  private static final int BLOCK = 8;
  private static final int LARGE_BLOCK = 32;
  private static final int STEP_MILLIS = 25;

  private final TestPool pool;
  private final CapturedLog log = CapturedLog.start("org.paceline");
  private final List<TrainingHook> hooks = new ArrayList<>();
  private final ChaosProgress progress = new ChaosProgress();
  private final AtomicInteger scouted = new AtomicInteger();
  private UnaryOperator<Arrivals<RoundResult>> wire = UnaryOperator.identity();
  private ShapesTraining shapes;

  private Chaos(TestPool pool) {
    this.pool = pool;
    shapes =
        ShapesTraining.on(pool)
            .first(BLOCKS * BLOCK)
            .batches(BLOCK, Steps.PER_BATCH)
            .lenet(Updater.ADAM, 0.001)
            .options(2, ROUND_BLOCKS, "equal")
            .telling(progress);
    hooks.add(new SlowStep(STEP_MILLIS));
  }

  static Chaos on(int workers) {
    return new Chaos(TestPool.unlimited(workers));
  }

  static Chaos on(List<Double> shares) {
    return new Chaos(new TestPool(EmbeddedCluster.start(shares)));
  }

  Chaos training(int epochs, String split) {
    shapes = shapes.options(epochs, ROUND_BLOCKS, split);
    return this;
  }

  Chaos options(UnaryOperator<TrainingOptions> change) {
    shapes = shapes.options(change.apply(shapes.options()));
    return this;
  }

  Chaos hook(TrainingHook hook) {
    hooks.add(hook);
    return this;
  }

  /**
   * Rounds of a whole epoch of larger batches, in which executors compute at the speed that their
   * share allows, and not at that of {@link SlowStep}.
   */
  Chaos atFullSpeed(int epochs, String split) {
    hooks.clear();
    shapes =
        shapes
            .first(BLOCKS * LARGE_BLOCK)
            .batches(LARGE_BLOCK, Steps.PER_BATCH)
            .options(epochs, BLOCKS, split);
    return this;
  }

  Chaos wire(UnaryOperator<Arrivals<RoundResult>> spoiled) {
    wire = spoiled;
    return this;
  }

  /** Does something between a round and the next; rounds count from 0. */
  Chaos after(int round, Runnable action) {
    progress.after(round, action);
    return this;
  }

  /**
   * A worker more. The training waits after a round until its executor is here, and after a later
   * one, which has noticed it, until it has been looked at.
   */
  Chaos join(double share) {
    int then = pool.members().size() + 1;
    after(
        1,
        () -> {
          cluster().add(share);
          Roster roster = Roster.of(pool.context().sc());
          await().atMost(TimeLimit.GENEROUS).until(() -> roster.members().size() == then);
        });
    return after(3, () -> await().atMost(TimeLimit.GENEROUS).until(() -> scouted.get() == then));
  }

  EmbeddedCluster cluster() {
    return pool.cluster();
  }

  TrainingOutcome train() {
    BlockSource<ExampleBlock> source = shapes.source();
    Scouting scouting =
        members -> {
          List<PoolWorker> found =
              new Scout(pool.context().sc(), members).unmeasured(source, shapes.network());
          scouted.addAndGet(found.size());
          return found;
        };
    return shapes.hooks(hooks).train(source, scouting.scout(pool.members()), scouting, wire);
  }

  List<RoundRecord> rounds() {
    return progress.rounds();
  }

  List<String> log() {
    return log.lines();
  }

  String id(int seat) {
    return pool.members().get(seat).executorId();
  }

  /** Sends a signal to the executors at some seats. */
  Runnable signal(String signal, int... seats) {
    List<Member> members = java.util.Arrays.stream(seats).mapToObj(pool.members()::get).toList();
    Map<String, Long> pids =
        ExecutorTasks.onEach(
            pool.context().sc(), members, "process id", executor -> ProcessHandle.current().pid());
    return () -> pids.values().forEach(pid -> send(signal, pid));
  }

  private static void send(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-s", signal, String.valueOf(pid)).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processes of the cluster; none after {@link #close()}. */
  static List<ProcessHandle> processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().commandLine().orElse("").contains("java"))
        .toList();
  }

  /** Nothing of the cluster is left then. */
  @Override
  public void close() {
    log.close();
    List<Path> traces = pool.traces();
    pool.close();
    await()
        .atMost(TimeLimit.GENEROUS)
        .untilAsserted(
            () -> {
              assertThat(processes()).isEmpty();
              assertThat(traces).isNotEmpty().noneMatch(Files::exists);
            });
  }
}
