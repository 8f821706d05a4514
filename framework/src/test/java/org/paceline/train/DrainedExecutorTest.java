package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.ExecutorDecommissionInfo;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.exchange.ExampleAveraging;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.roster.Roster;
import org.paceline.round.Patience;
import org.paceline.scout.Scout;
import org.paceline.scout.Scouting;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;
import scala.Option;

/** An executor that is asked to leave while it works on its share, as when its node is drained. */
class DrainedExecutorTest {

  private static final Examples SHAPES = DataSpec.parse("shapes").open(Subset.TRAIN).first(320);
  private static final int BLOCK = 8;
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
    ImageFeed feed =
        new ImageFeed(
            SHAPES.shape(),
            SHAPES.classes().size(),
            BLOCK,
            Standardisation.none(3),
            false,
            Steps.PER_BATCH);
    BlockSource<ExampleBlock> source = BlockSource.of(pool.context().sc(), SHAPES, feed);
    String configuration =
        Networks.configuration(
            "lenet",
            new NetworkOptions(SHAPES.shape(), SHAPES.classes().size(), Updater.SGD, 0.05, 1));
    List<PoolWorker> workers =
        new Scout(pool.context().sc(), pool.members()).unmeasured(source, configuration);
    Draining draining = new Draining(pool.context().sc(), drained);
    Rounds rounds = new Rounds(draining);
    TrainingOutcome outcome =
        new Trainer<>(
                pool.context(),
                source,
                configuration,
                options(),
                rounds,
                Scouting.NONE,
                List.of(SLOW),
                UnaryOperator.identity())
            .train(workers, NetworkState.of(TrainableNetwork.of(configuration)));
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

  private static TrainingOptions options() {
    return new TrainingOptions(
            EPOCHS,
            OptionalInt.of(ROUND),
            Split.parse("equal"),
            new ExampleAveraging(),
            5,
            DeviceRequest.AUTO)
        .waiting(new Patience(Double.POSITIVE_INFINITY, 0), TimeLimit.GENEROUS);
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
