package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.ExecutorDecommissionInfo;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paceline.roster.Roster;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;
import scala.Option;

/** An executor that is asked to leave while it works on its share, as when its node is drained. */
class DrainedExecutorTest {

  private static final int ROUND = 20;
  private static final int EPOCHS = 4;

  /** Long enough for it to be asked in the middle of a round. */
  private static final SlowStep SLOW = new SlowStep(100);

  private TestPool pool;

  @BeforeEach
  void start() {
    pool = TestPool.unlimited(2);
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void whatItWorksOnCountsAndItGetsNoMore() {
    String drained = pool.members().get(0).executorId();
    Draining draining = new Draining(pool.context().sc(), drained);
    Rounds rounds = new Rounds();
    TrainingOutcome outcome =
        ShapesTraining.on(pool)
            .first(320)
            .options(EPOCHS, ROUND, "equal")
            .waitingForEveryone()
            .telling(rounds.and(draining))
            .hooks(List.of(SLOW))
            .train();
    assertThat(outcome.epochsExact()).hasSize(EPOCHS).containsOnly(true);
    assertThat(draining.atWork).isTrue();
    List<RoundRecord> all = rounds.all();
    assertThat(all).allSatisfy(round -> assertThat(round.lost()).isEmpty());
    assertThat(all).allSatisfy(round -> assertThat(round.trained()).isEqualTo(round.quotas()));
    List<Integer> dealt = all.stream().map(round -> round.quotas().get(0)).toList();
    int gone = dealt.indexOf(0);
    assertThat(gone).isGreaterThan(1);
    assertThat(dealt.subList(gone, dealt.size())).containsOnly(0);
  }

  /** Asks an executor to leave while it is at work, after the first round. */
  private static final class Draining implements TrainingProgress {

    private final SparkContext context;
    private final String executor;
    private volatile boolean atWork;

    Draining(SparkContext context, String executor) {
      this.context = context;
      this.executor = executor;
    }

    @Override
    public void round(RoundRecord round) {
      if (round.round() == 0) {
        new Thread(this::drain, "drain").start();
      }
    }

    private void drain() {
      Roster roster = Roster.of(context);
      await().atMost(TimeLimit.GENEROUS).until(() -> roster.busy(executor));
      ((CoarseGrainedSchedulerBackend) context.schedulerBackend())
          .decommissionExecutor(
              executor, new ExecutorDecommissionInfo("drained", Option.empty()), false, false);
      atWork = roster.busy(executor);
    }
  }
}
