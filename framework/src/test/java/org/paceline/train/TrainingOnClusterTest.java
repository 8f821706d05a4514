package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.data.DataException;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.exchange.ExampleAveraging;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.ledger.Ledger;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;
import org.paceline.plan.QuotaPlanner;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.roster.NoExecutorException;
import org.paceline.round.DivergedException;
import org.paceline.round.Patience;
import org.paceline.scout.Scout;
import org.paceline.scout.Scouting;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;
import org.paceline.speed.TrialKey;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;

/** Training on three real executor processes. */
class TrainingOnClusterTest {

  private static final int BLOCK = 8;
  private static final int ROUND = 7;
  private static final long SEED = 5;

  /** What averaging equal parameters moves them. */
  private static final double ROUNDING = 1e-5;

  private static final Examples SHAPES = DataSpec.parse("shapes").open(Subset.TRAIN).first(336);

  /** A busy machine must not change who trains what, or leave a round empty. */
  private static final Patience FOR_EVERYONE = new Patience(Double.POSITIVE_INFINITY, 0);

  private static TestPool pool;

  @BeforeAll
  static void start() {
    pool = TestPool.unlimited(3);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  /** An outcome with all its rounds. */
  private record Trained(TrainingOutcome of, List<RoundRecord> rounds) {

    NetworkState state() {
      return of.state();
    }

    List<Boolean> epochsExact() {
      return of.epochsExact();
    }

    List<PoolWorker> workers() {
      return of.workers();
    }
  }

  /** The test that the whole machine is right. */
  @ParameterizedTest
  @ValueSource(strings = {"1:1:1", "4:2:1", "1:0:3"})
  void averagingEveryStepEqualsOneMachineOnTheSameBatches(String split) {
    String configuration = lenet(Updater.SGD, 0.05);
    Trained outcome = train(configuration, split, feed(Steps.PER_ROUND), 1);
    float[] expected = singleMachine(configuration, split);
    float[] actual = outcome.state().parameters();
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm += (double) expected[i] * expected[i];
      difference += Math.pow(expected[i] - actual[i], 2);
    }
    assertThat(outcome.rounds()).hasSize(6);
    assertThat(Math.sqrt(difference / norm)).isLessThan(1e-4);
    assertThat(outcome.epochsExact()).containsExactly(true);
  }

  /** The batches that the run dealt, one step each. */
  private static float[] singleMachine(String configuration, String split) {
    TrainableNetwork network = TrainableNetwork.of(configuration);
    Ledger ledger = new Ledger(SHAPES.size() / BLOCK, SEED);
    ledger.startEpoch(0);
    QuotaPlanner planner = Split.parse(split).planner(0);
    List<List<Integer>> loaded = deal(ledger, loading(planner), SHAPES.size() / BLOCK);
    for (int seat = 0; seat < 3; seat++) {
      ledger.settle(seat, loaded.get(seat));
    }
    ledger.startEpoch(1);
    while (ledger.remaining() > 0) {
      List<List<Integer>> shares = deal(ledger, planner, ROUND);
      List<ExampleBlock> elements =
          shares.stream()
              .flatMap(List::stream)
              .map(block -> SHAPES.read(block * BLOCK, BLOCK))
              .toList();
      network.fit(feed(Steps.PER_ROUND).batches(elements, 0).next());
      for (int seat = 0; seat < 3; seat++) {
        ledger.book(seat, 0, shares.get(seat));
      }
    }
    return network.parameters();
  }

  private static List<List<Integer>> deal(Ledger ledger, QuotaPlanner planner, int blocks) {
    return ledger.deal(planner.plan(workers(), blocks).units());
  }

  private static List<WorkerSpeed> workers() {
    return pool.members().stream().map(m -> WorkerSpeed.of(m.executorId(), 1)).toList();
  }

  /** Data is loaded in the ratio of the first round. */
  private static QuotaPlanner loading(QuotaPlanner planner) {
    return new RatioPlanner(
        planner.plan(workers(), ROUND).units().stream().map(Integer::doubleValue).toList());
  }

  @Test
  void theSameSeedAndQuotasGiveTheSameParameters() {
    String configuration = lenet(Updater.ADAM, 0.001);
    String first = hash(configuration, "4:2:1");
    assertThat(hash(configuration, "4:2:1")).isEqualTo(first);
    assertThat(hash(configuration, "1:1:1")).isNotEqualTo(first);
  }

  private static String hash(String configuration, String split) {
    return train(configuration, split, feed(Steps.PER_BATCH), 2).state().parametersHash();
  }

  @Test
  void everyExampleIsTrainedOnceAnEpochBySharesThatFollowSpeed() {
    Trained outcome = train(lenet(Updater.ADAM, 0.001), "proportional", feed(Steps.PER_BATCH), 3);
    assertThat(outcome.epochsExact()).containsExactly(true, true, true);
    assertThat(outcome.of().examples()).isEqualTo(3L * SHAPES.size());
    assertThat(outcome.rounds()).allSatisfy(r -> assertThat(r.examples()).isPositive());
    RoundRecord last = outcome.rounds().get(outcome.rounds().size() - 1);
    assertThat(last.examplesSoFar()).isEqualTo(last.examplesInAll());
    assertThat(outcome.of().efficiency()).isPositive().isLessThan(1);
  }

  /**
   * By the speeds of the trials the two that get nothing are two thirds of the pool, or near it.
   */
  @Test
  void whoIsThereAndGetsNothingIsLoss() {
    Trained outcome = train(lenet(Updater.SGD, 0.05), "1:0:0", feed(Steps.PER_BATCH), 1);
    double idle = outcome.workers().stream().skip(1).mapToDouble(PoolWorker::capacity).sum();
    assertThat(idle).isPositive();
    assertThat(outcome.of().capacity())
        .isCloseTo(idle + outcome.workers().get(0).capacity(), within(1e-6));
    assertThat(outcome.of().efficiency())
        .isLessThan(outcome.workers().get(0).capacity() / outcome.of().capacity());
  }

  @Test
  void theLastRoundOfAnEpochWaitsLonger() {
    String configuration = lenet(Updater.SGD, 0.05);
    ImageFeed feed = feed(Steps.PER_BATCH);
    TrainingOptions usual = options("proportional", 3).waiting(Patience.USUAL, TimeLimit.GENEROUS);
    Trained outcome = train(configuration, usual, feed, workers(configuration, feed));
    List<RoundRecord> limited =
        outcome.rounds().stream().filter(r -> Double.isFinite(r.limitSeconds())).toList();
    assertThat(limited).extracting(r -> r.roundOfEpoch() < r.roundsOfEpoch()).contains(true, false);
    assertThat(limited)
        .allSatisfy(
            r -> {
              boolean last = r.roundOfEpoch() >= r.roundsOfEpoch();
              Patience patience = last ? Patience.USUAL.forLast() : Patience.USUAL;
              double planned = Collections.max(r.plannedSeconds());
              assertThat(r.limitSeconds()).isCloseTo(patience.limitSeconds(planned), within(1e-9));
            });
  }

  @Test
  void aRunThatIsToldNoRoundLengthTakesOneByItsCosts() {
    String configuration = lenet(Updater.SGD, 0.05);
    ImageFeed feed = feed(Steps.PER_BATCH);
    TrainingOptions told = options("proportional", 2);
    TrainingOptions untold =
        new TrainingOptions(
            told.epochs(),
            OptionalInt.empty(),
            told.split(),
            told.averaging(),
            told.seed(),
            told.device(),
            told.patience(),
            told.executorWait());
    Trained outcome = train(configuration, untold, feed, workers(configuration, feed));
    assertThat(outcome.epochsExact()).containsExactly(true, true);
    // Three workers lose at least a block and a half a round: an epoch of 42 is one round.
    assertThat(outcome.rounds()).extracting(RoundRecord::roundsOfEpoch).containsExactly(1, 1);
  }

  @Test
  void whoSeemedTooSlowForAShareIsTimedAgainAndComesBack() {
    String configuration = lenet(Updater.SGD, 0.05);
    ImageFeed feed = feed(Steps.PER_BATCH);
    List<PoolWorker> workers = new ArrayList<>(workers(configuration, feed));
    Speed usual = new Speed(200, 0, SpeedGrade.TRIAL);
    TrialKey key = new TrialKey("here", "lenet", BLOCK);
    workers.replaceAll(worker -> worker.tried(usual, key));
    workers.set(1, workers.get(1).tried(new Speed(0.01, 0, SpeedGrade.TRIAL), key));
    BlockSource<ExampleBlock> source = BlockSource.of(pool.context().sc(), SHAPES, feed);
    NetworkState start = NetworkState.of(TrainableNetwork.of(configuration));
    Trained outcome =
        train(
            source,
            configuration,
            options("proportional", 10),
            workers,
            start,
            List.of(new SlowStep(40)));
    assertThat(outcome.rounds().subList(0, 5))
        .allSatisfy(round -> assertThat(round.quotas().get(1)).isZero());
    assertThat(outcome.workers().get(1).examples()).isPositive();
  }

  @Test
  void whoCannotHoldAStepGetsNoShareAndWhoCanHoldFewBatchesNoMore() {
    String configuration = lenet(Updater.SGD, 0.05);
    ImageFeed feed = feed(Steps.PER_ROUND);
    List<PoolWorker> workers = workers(configuration, feed);
    List<PoolWorker> capped =
        List.of(workers.get(0).within(0), workers.get(1).within(2), workers.get(2).within(9));
    Trained outcome = train(configuration, "equal", feed, 1, capped);
    assertThat(outcome.epochsExact()).containsExactly(true);
    assertThat(outcome.rounds())
        .allSatisfy(r -> assertThat(r.quotas()).containsExactly(0, 2, ROUND - 2));
    assertThat(outcome.workers().get(0).examples()).isZero();
  }

  @Test
  void aRoundThatAllExecutorsTogetherCannotHoldIsRefused() {
    String configuration = lenet(Updater.SGD, 0.05);
    ImageFeed feed = feed(Steps.PER_ROUND);
    List<PoolWorker> capped =
        workers(configuration, feed).stream().map(worker -> worker.within(2)).toList();
    assertThatExceptionOfType(NoExecutorException.class)
        .isThrownBy(() -> train(configuration, "proportional", feed, 1, capped))
        .withMessage(
            "a round of 7 batches does not fit: where each share is one step, the memory of the"
                + " executors is enough for 6; give fewer --round-batches or a smaller --batch-size");
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndNamesTheExecutor() {
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> train(lenet(Updater.SGD, 1e20), "1:1:1", feed(Steps.PER_BATCH), 1))
        .withMessageMatching(
            "no result of round \\d can be used \\((executor \\d: its (loss is NaN|network holds"
                + " a value that is no finite number)(; )?){3}\\):"
                + " training diverged; try a smaller learning rate");
  }

  @Test
  void dataThatNobodyCanReadIsNamedBeforeTraining() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(new Unreadable(SHAPES, 0, "")))
        .withMessageMatching(
            "no executor is left that can read the data: executor \\d: it is gone");
  }

  @Test
  void aPieceOfDataThatTwoExecutorsCannotReadIsNamedBeforeTraining() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(new Unreadable(SHAPES, 5 * BLOCK, "")))
        .withMessageMatching("executors \\d and \\d cannot read the same data: it is gone");
  }

  @Test
  void anExecutorThatAloneCannotReadTakesNoPart() {
    String victim = pool.members().get(1).executorId();
    Trained outcome = train(new Unreadable(SHAPES, 0, victim));
    assertThat(outcome.epochsExact()).containsExactly(true);
    assertThat(outcome.workers().get(1).examples()).isZero();
    assertThat(outcome.rounds()).allSatisfy(r -> assertThat(r.quotas().get(1)).isZero());
  }

  private static Trained train(Examples examples) {
    String configuration = lenet(Updater.SGD, 0.05);
    BlockSource<ExampleBlock> source =
        BlockSource.of(pool.context().sc(), examples, feed(Steps.PER_BATCH));
    List<PoolWorker> workers =
        new Scout(pool.context().sc(), pool.members()).unmeasured(source, configuration);
    NetworkState start = NetworkState.of(TrainableNetwork.of(configuration));
    return train(source, configuration, options("equal", 1), workers, start, List.of());
  }

  /** Data that the driver reads and the executors, or one of them, do not, from an example on. */
  private record Unreadable(Examples whole, int gone, String victim) implements Examples {

    @Override
    public ExampleBlock read(int from, int count) {
      String executor = SparkEnv.get().executorId();
      boolean hit = victim.isEmpty() ? !executor.equals("driver") : executor.equals(victim);
      if (hit && (gone == 0 || from == gone)) {
        throw new DataException("it is gone");
      }
      return whole.read(from, count);
    }

    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public ImageShape shape() {
      return whole.shape();
    }

    @Override
    public List<String> classes() {
      return whole.classes();
    }

    @Override
    public String fingerprint() {
      return whole.fingerprint();
    }
  }

  /** Of 42 batches, which three executors share. */
  @Test
  void aScheduleByIterationCountsTheBatchesOfAll() {
    ISchedule rate = new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.05, 3 * ROUND, 0.0));
    List<Double> moved = moved(rate, 1);
    assertThat(moved).hasSize(6);
    assertThat(moved.subList(0, 3)).allSatisfy(by -> assertThat(by).isGreaterThan(0.01));
    assertThat(moved.subList(3, 6)).allSatisfy(by -> assertThat(by).isLessThan(ROUNDING));
  }

  @Test
  void aScheduleByEpochAdvances() {
    ISchedule rate = new MapSchedule(ScheduleType.EPOCH, Map.of(0, 0.05, 1, 0.0));
    List<Double> moved = moved(rate, 2);
    assertThat(moved).hasSize(12);
    assertThat(moved.subList(0, 6)).allSatisfy(by -> assertThat(by).isGreaterThan(0.01));
    assertThat(moved.subList(6, 12)).allSatisfy(by -> assertThat(by).isLessThan(ROUNDING));
  }

  private static String perceptron(ISchedule rate) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Sgd(rate))
        .list()
        .layer(new OutputLayer.Builder().nOut(SHAPES.classes().size()).build())
        .setInputType(InputType.convolutional(32, 32, 3))
        .build()
        .toJson();
  }

  /** How far the parameters moved in each round. */
  private static List<Double> moved(ISchedule rate, int epochs) {
    String configuration = perceptron(rate);
    ImageFeed feed = feed(Steps.PER_BATCH);
    List<NetworkState> states = new ArrayList<>();
    TrainingProgress progress =
        new TrainingProgress() {
          @Override
          public void checkpoint(Checkpoint checkpoint) {
            states.add(checkpoint.network());
          }
        };
    TrainingOutcome outcome =
        new Trainer<>(
                pool.context(),
                BlockSource.of(pool.context().sc(), SHAPES, feed),
                configuration,
                options("equal", epochs),
                progress,
                Scouting.NONE)
            .train(
                workers(configuration, feed), NetworkState.of(TrainableNetwork.of(configuration)));
    int batches = epochs * SHAPES.size() / BLOCK;
    assertThat(outcome.state().counts().batches()).isEqualTo(batches);
    assertThat(outcome.state().counts().epochs()).isEqualTo(epochs);
    TrainableNetwork trained = TrainableNetwork.of(configuration);
    outcome.state().applyTo(trained);
    assertThat(trained.counts().epochs()).isEqualTo(epochs);
    return IntStream.range(1, states.size())
        .mapToObj(i -> states.get(i).distance(states.get(i - 1)))
        .toList();
  }

  /** Each fit has 7 batches, after which the rate is 0. */
  @Test
  void countsGoOnFromOneFitToTheNext() {
    String configuration =
        perceptron(new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.05, 7, 0.0)));
    MultiLayerNetwork network = (MultiLayerNetwork) TrainableNetwork.of(configuration).network();
    SparkDl4jMultiLayer spark =
        new SparkDl4jMultiLayer(
            pool.context(), network, new ProportionalTrainingMaster(16, options("equal", 1)));
    JavaRDD<DataSet> data = pool.context().parallelize(singles(100), 4);
    INDArray start = network.params().dup();
    spark.fit(data);
    INDArray once = network.params().dup();
    spark.fit(data);
    assertThat(once.distance2(start)).isGreaterThan(0.01);
    assertThat(network.params().distance2(once)).isLessThan(ROUNDING);
    assertThat(network.getLayerWiseConfigurations().getEpochCount()).isEqualTo(2);
  }

  @Test
  void listenersSeeTheNetworkOfEachRound() {
    MultiLayerNetwork network =
        (MultiLayerNetwork) TrainableNetwork.of(lenet(Updater.SGD, 0.05)).network();
    INDArray before = network.params().dup();
    List<INDArray> seen = new ArrayList<>();
    List<String> told = new ArrayList<>();
    SparkDl4jMultiLayer spark =
        new SparkDl4jMultiLayer(
            pool.context(), network, new ProportionalTrainingMaster(16, options("equal", 1)));
    spark.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            told.add("start");
          }

          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            seen.add(model.params().dup());
            told.add("iteration");
            assertThat(model.score()).isPositive();
          }

          @Override
          public void onEpochEnd(Model model) {
            told.add("end");
          }
        });
    spark.fit(pool.context().parallelize(singles(200), 4));
    assertThat(told).containsExactly("start", "iteration", "iteration", "end");
    assertThat(seen.get(0)).isNotEqualTo(before);
    assertThat(seen.get(1)).isNotEqualTo(seen.get(0)).isEqualTo(network.params());
  }

  @Test
  void theTrainingMasterServesDl4jsOwnSparkNetworkAndDropsNoData() {
    MultiLayerNetwork network =
        (MultiLayerNetwork) TrainableNetwork.of(lenet(Updater.ADAM, 0.001)).network();
    ProportionalTrainingMaster master = new ProportionalTrainingMaster(16, options("equal", 1));
    SparkDl4jMultiLayer spark = new SparkDl4jMultiLayer(pool.context(), network, master);
    spark.setCollectTrainingStats(false);
    JavaRDD<DataSet> data = pool.context().parallelize(singles(100), 4);
    spark.fit(data);
    double first = spark.getScore();
    spark.fit(data);
    assertThat(master.lastOutcome().orElseThrow().examples()).isEqualTo(100);
    assertThat(master.lastOutcome().orElseThrow().epochsExact()).containsExactly(true);
    assertThat(spark.getScore()).isLessThan(first);
    // Four partitions of 25: of blocks of 16 only the last is smaller.
    assertThat(master.lastOutcome().orElseThrow().workers())
        .extracting(worker -> worker.tally().lastQuota())
        .containsExactly(3, 2, 2);
  }

  private static List<DataSet> singles(int count) {
    List<DataSet> singles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<ExampleBlock> one = List.of(SHAPES.read(i, 1));
      singles.add((DataSet) feed(Steps.PER_BATCH).batches(one, 0).next());
    }
    return singles;
  }

  private static Trained train(String configuration, String split, ImageFeed feed, int epochs) {
    return train(configuration, split, feed, epochs, workers(configuration, feed));
  }

  private static List<PoolWorker> workers(String configuration, ImageFeed feed) {
    BlockSource<ExampleBlock> source = BlockSource.of(pool.context().sc(), SHAPES, feed);
    return new Scout(pool.context().sc(), pool.members()).unmeasured(source, configuration);
  }

  private static Trained train(
      String configuration, String split, ImageFeed feed, int epochs, List<PoolWorker> workers) {
    return train(configuration, options(split, epochs), feed, workers);
  }

  private static Trained train(
      String configuration, TrainingOptions options, ImageFeed feed, List<PoolWorker> workers) {
    BlockSource<ExampleBlock> source = BlockSource.of(pool.context().sc(), SHAPES, feed);
    NetworkState state = NetworkState.of(TrainableNetwork.of(configuration));
    return train(source, configuration, options, workers, state, List.of());
  }

  private static Trained train(
      BlockSource<ExampleBlock> source,
      String configuration,
      TrainingOptions options,
      List<PoolWorker> workers,
      NetworkState start,
      List<TrainingHook> hooks) {
    Rounds rounds = new Rounds(TrainingProgress.NONE);
    TrainingOutcome outcome =
        new Trainer<>(
                pool.context(),
                source,
                configuration,
                options,
                rounds,
                Scouting.NONE,
                hooks,
                UnaryOperator.identity())
            .train(workers, start);
    return new Trained(outcome, rounds.all());
  }

  private static TrainingOptions options(String split, int epochs) {
    return new TrainingOptions(
            epochs,
            OptionalInt.of(ROUND),
            Split.parse(split),
            new ExampleAveraging(),
            SEED,
            DeviceRequest.AUTO)
        .waiting(FOR_EVERYONE, TimeLimit.GENEROUS);
  }

  private static ImageFeed feed(Steps steps) {
    return new ImageFeed(
        SHAPES.shape(), SHAPES.classes().size(), BLOCK, Standardisation.none(3), false, steps);
  }

  private static String lenet(Updater updater, double rate) {
    return Networks.configuration(
        "lenet", new NetworkOptions(SHAPES.shape(), SHAPES.classes().size(), updater, rate, 1));
  }
}
