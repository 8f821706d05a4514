package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paceline.data.DataException;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Steps;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.NoExecutorException;
import org.paceline.round.DivergedException;
import org.paceline.testing.TestPool;

/** What three real executor processes cannot hold, read or compute: who is left out, what ends. */
class RefusalsOnClusterTest {

  private static final int BLOCK = 8;
  private static final int ROUND = 7;

  private static TestPool pool;

  private final Rounds rounds = new Rounds();

  @BeforeAll
  static void start() {
    pool = TestPool.unlimited(3);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private ShapesTraining training(String split) {
    return ShapesTraining.on(pool).options(1, ROUND, split).waitingForEveryone().telling(rounds);
  }

  @Test
  void whoCannotHoldAStepGetsNoShareAndWhoCanHoldFewBatchesNoMore() {
    ShapesTraining training = training("equal").batches(BLOCK, Steps.PER_ROUND);
    BlockSource<ExampleBlock> source = training.source();
    List<PoolWorker> workers = training.workers(source);
    List<PoolWorker> capped =
        List.of(workers.get(0).within(0), workers.get(1).within(2), workers.get(2).within(9));
    TrainingOutcome outcome = training.train(source, capped);
    assertThat(outcome.epochsExact()).containsExactly(true);
    assertThat(rounds.all())
        .allSatisfy(r -> assertThat(r.quotas()).containsExactly(0, 2, ROUND - 2));
    assertThat(outcome.workers().get(0).examples()).isZero();
  }

  @Test
  void aRoundThatAllExecutorsTogetherCannotHoldIsRefused() {
    ShapesTraining training = training("proportional").batches(BLOCK, Steps.PER_ROUND);
    BlockSource<ExampleBlock> source = training.source();
    List<PoolWorker> capped =
        training.workers(source).stream().map(worker -> worker.within(2)).toList();
    assertThatExceptionOfType(NoExecutorException.class)
        .isThrownBy(() -> training.train(source, capped))
        .withMessage(
            "a round of 7 batches does not fit: where each share is one step, the memory of the"
                + " executors is enough for 6; give fewer --round-batches or a smaller --batch-size");
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndNamesTheExecutor() {
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> training("1:1:1").lenet(Updater.SGD, 1e20).train())
        .withMessageMatching(
            "no result of round \\d can be used \\((executor \\d: its (loss is NaN|network holds"
                + " a value that is no finite number)(; )?){3}\\):"
                + " training diverged; try a smaller learning rate");
  }

  @Test
  void dataThatNobodyCanReadIsNamedBeforeTraining() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> trainUnreadable(0, ""))
        .withMessageMatching("executors \\d and \\d cannot read the same data: it is gone");
  }

  @Test
  void aPieceOfDataThatTwoExecutorsCannotReadIsNamedBeforeTraining() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> trainUnreadable(5 * BLOCK, ""))
        .withMessageMatching("executors \\d and \\d cannot read the same data: it is gone");
  }

  @Test
  void anExecutorThatAloneCannotReadTakesNoPart() {
    String victim = pool.members().get(1).executorId();
    TrainingOutcome outcome = trainUnreadable(0, victim);
    assertThat(outcome.epochsExact()).containsExactly(true);
    assertThat(outcome.workers().get(1).examples()).isZero();
    assertThat(rounds.all()).allSatisfy(r -> assertThat(r.quotas().get(1)).isZero());
  }

  @Test
  void aLargeSetIsReadAsItIsTrainedAndBadDataEndsTheRunThen() {
    ShapesTraining training = training("equal");
    Examples large = new Large(training.examples());
    assertThat(training.examples(large).source().inMemory()).isFalse();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> training.examples(large).train())
        .withMessageMatching("executors \\d and \\d cannot read the same data: it is torn");
    assertThat(rounds.all()).isNotEmpty();
  }

  private TrainingOutcome trainUnreadable(int gone, String victim) {
    ShapesTraining training = training("equal");
    return training.examples(new Unreadable(training.examples(), gone, victim)).train();
  }

  /** Another set but for what it reads. */
  private interface Like extends Examples {

    Examples whole();

    @Override
    default int size() {
      return whole().size();
    }

    @Override
    default ImageShape shape() {
      return whole().shape();
    }

    @Override
    default List<String> classes() {
      return whole().classes();
    }

    @Override
    default String fingerprint() {
      return whole().fingerprint();
    }
  }

  /** A set that is too large for memory, in which here and there a block cannot be read. */
  private record Large(Examples whole) implements Like {

    private static final int WHOLE_BLOCKS = 60;

    @Override
    public ExampleBlock read(int from, int count) {
      if (from / BLOCK % WHOLE_BLOCKS == WHOLE_BLOCKS - 1) {
        throw new DataException("it is torn");
      }
      return whole.read(from % (whole.size() - count), count);
    }

    @Override
    public int size() {
      return (257 << 20) / whole.shape().length();
    }
  }

  /** Data that the driver reads and the executors, or one of them, do not, from an example on. */
  private record Unreadable(Examples whole, int gone, String victim) implements Like {

    @Override
    public ExampleBlock read(int from, int count) {
      String executor = SparkEnv.get().executorId();
      boolean hit = victim.isEmpty() ? !executor.equals("driver") : executor.equals(victim);
      if (hit && (gone == 0 || from == gone)) {
        throw new DataException("it is gone");
      }
      return whole.read(from, count);
    }
  }
}
