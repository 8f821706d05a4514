package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.memory.MemoryManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.evaluate.Evaluator;
import org.paceline.evaluate.Validator;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Steps;
import org.paceline.feed.TrainingData;
import org.paceline.ledger.Ledger;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.RateSchedule;
import org.paceline.model.RateSchedule.Shape;
import org.paceline.model.TrainableNetwork;
import org.paceline.model.Validation;
import org.paceline.plan.QuotaPlanner;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.round.Patience;
import org.paceline.speed.Speed;
import org.paceline.speed.SpeedGrade;
import org.paceline.speed.TrialKey;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;

/** Training on three real executor processes. */
class TrainingOnClusterTest {

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

  private ShapesTraining training(String split, int epochs) {
    return ShapesTraining.on(pool)
        .options(epochs, ROUND, split)
        .waitingForEveryone()
        .telling(rounds);
  }

  /** The test that the whole machine is right. */
  @ParameterizedTest
  @ValueSource(strings = {"1:1:1", "4:2:1", "1:0:3"})
  void averagingEveryStepEqualsOneMachineOnTheSameBatches(String split) {
    equalsOneMachine(training(split, 1).batches(BLOCK, Steps.PER_ROUND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:1:1", "4:2:1", "1:0:3"})
  void soItDoesWithAScheduleAndWeightDecay(String split) {
    ShapesTraining plain = training(split, 1).batches(BLOCK, Steps.PER_ROUND);
    NetworkOptions decaying =
        new NetworkOptions(
                plain.examples().shape(), plain.examples().classes().size(), Updater.SGD, 0.1, 1)
            .withWeightDecay(0.05);
    TrainableNetwork network = TrainableNetwork.of(Networks.configuration("lenet", decaying));
    network.schedule(new RateSchedule(Shape.COSINE, 1, 6));
    equalsOneMachine(plain.network(network.configuration()));
  }

  private void equalsOneMachine(ShapesTraining training) {
    TrainingOutcome outcome = training.train();
    float[] expected = singleMachine(training);
    float[] actual = outcome.state().parameters();
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm += (double) expected[i] * expected[i];
      difference += Math.pow(expected[i] - actual[i], 2);
    }
    assertThat(rounds.all()).hasSize(6);
    assertThat(Math.sqrt(difference / norm)).isLessThan(1e-4);
    assertThat(outcome.epochsExact()).containsExactly(true);
  }

  /** It looks at the network and leaves it as it is, and its figures depend on nobody's share. */
  @Test
  void validationChangesNothingAndIsTheSameWhoeverLooks() {
    ShapesTraining training = training("4:2:1", 2);
    TrainingData<ExampleBlock> held = held(training);
    TrainingOutcome outcome = training.session().validate(held, Monitor.LOSS).fit().outcome();
    assertThat(outcome.state().parametersHash())
        .isEqualTo(training.train().state().parametersHash());
    assertThat(outcome.validations()).extracting(Validation::epoch).containsExactly(1, 2);
    assertThat(outcome.efficiency()).as("it is loss").isLessThan(1);
    Validation last = outcome.validations().get(1);
    assertThat(last.loss()).isLessThan(outcome.validations().get(0).loss());
    BlockSource<ExampleBlock> source = held.blocks(pool.context().sc());
    List<PoolWorker> one = training.workers(source).subList(0, 1);
    assertThat(
            new Validator<>(pool.context(), source, training.network())
                .validate(2, outcome.state(), one, late -> {}))
        .isEqualTo(last);
    assertThat(
            new Evaluator(pool.context(), one, training.network(), outcome.state())
                .evaluate(source, training.examples().classes())
                .accuracy())
        .isEqualTo(last.accuracy(), within(1e-9));
  }

  private static TrainingData<ExampleBlock> held(ShapesTraining training) {
    Examples other = DataSpec.parse("shapes").open(Subset.TEST).first(100);
    return context -> BlockSource.of(context, other, training.feed());
  }

  /** A gain that nothing has: the first epoch stays the best, and two more are waited for. */
  @Test
  void aRunWithoutGainEndsAndIsTheBeginningOfTheWholeRun() {
    ShapesTraining training = training("1:1:1", 8);
    TrainingOutcome stopped =
        training
            .session()
            .validate(held(training), Monitor.ACCURACY)
            .stopEarly(new EarlyStopping(2, 1))
            .fit()
            .outcome();
    assertThat(stopped.epochsExact()).containsExactly(true, true, true);
    assertThat(stopped.state().parametersHash())
        .isEqualTo(training("1:1:1", 3).train().state().parametersHash());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.session().stopEarly(new EarlyStopping(2, 0)).fit())
        .withMessage("early stopping needs data to validate on");
  }

  /** Six rounds of an epoch, none longer than a hundredth. */
  @Test
  void clippedStepsAreAsShortAsAskedForAndTheSameAgain() {
    ShapesTraining plain = training("4:2:1", 1);
    ShapesTraining clipped = plain.options(plain.options().clipped(0.01));
    NetworkState start = NetworkState.of(TrainableNetwork.of(plain.network()));
    NetworkState end = clipped.train().state();
    assertThat(plain.train().state().distance(start)).isGreaterThan(0.1);
    assertThat(end.distance(start)).isBetween(0.0, 6 * 0.01 + 1e-4);
    assertThat(clipped.train().state().parametersHash()).isEqualTo(end.parametersHash());
  }

  /** The batches that the run dealt, one step each. */
  private static float[] singleMachine(ShapesTraining training) {
    TrainableNetwork network = TrainableNetwork.of(training.network());
    int blocks = training.examples().size() / BLOCK;
    Ledger ledger = new Ledger(blocks, training.options().seed());
    ledger.startEpoch(0);
    QuotaPlanner planner = training.options().split().planner(0);
    List<List<Integer>> loaded = deal(ledger, loading(planner), blocks);
    for (int seat = 0; seat < 3; seat++) {
      ledger.settle(seat, loaded.get(seat));
    }
    ledger.startEpoch(1);
    while (ledger.remaining() > 0) {
      List<List<Integer>> shares = deal(ledger, planner, ROUND);
      List<ExampleBlock> elements =
          shares.stream()
              .flatMap(List::stream)
              .map(block -> training.examples().read(block * BLOCK, BLOCK))
              .toList();
      network.fit(training.feed().batches(elements, 0).next());
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

  /** Of 42 batches, in rounds of 41. */
  @Test
  void theRestOfAnEpochIsNoRoundOfItsOwn() {
    training("equal", 2).options(2, 41, "equal").waitingForEveryone().train();
    assertThat(rounds.all()).hasSize(4);
    assertThat(rounds.all())
        .extracting(round -> round.quotas().stream().mapToInt(Integer::intValue).sum())
        .containsOnly(21);
  }

  /** Each state is of 250 KB, and Spark keeps a broadcast twice on the driver. */
  @Test
  void statesThatWereSentAreForgottenARoundLater() {
    MemoryManager memory = pool.context().sc().env().memoryManager();
    long before = memory.storageMemoryUsed();
    long state = 4L * training("equal", 4).train().state().parameters().length;
    assertThat(rounds.all()).hasSize(24);
    await()
        .atMost(TimeLimit.GENEROUS)
        .untilAsserted(
            () -> assertThat(memory.storageMemoryUsed() - before).isLessThan(12 * state));
  }

  @Test
  void theSameSeedAndQuotasGiveTheSameParameters() {
    String first = hash("4:2:1");
    assertThat(hash("4:2:1")).isEqualTo(first);
    assertThat(hash("1:1:1")).isNotEqualTo(first);
  }

  private String hash(String split) {
    return training(split, 2).lenet(Updater.ADAM, 0.001).train().state().parametersHash();
  }

  @Test
  void everyExampleIsTrainedOnceAnEpochBySharesThatFollowSpeed() {
    ShapesTraining training = training("proportional", 3).lenet(Updater.ADAM, 0.001);
    TrainingOutcome outcome = training.train();
    assertThat(outcome.epochsExact()).containsExactly(true, true, true);
    assertThat(outcome.examples()).isEqualTo(3L * training.examples().size());
    assertThat(rounds.all()).allSatisfy(r -> assertThat(r.examples()).isPositive());
    RoundRecord last = rounds.all().get(rounds.all().size() - 1);
    assertThat(last.examplesSoFar()).isEqualTo(last.examplesInAll());
    assertThat(outcome.efficiency()).isPositive().isLessThan(1);
  }

  /** By what their machines promise the two that get nothing are two thirds of the pool. */
  @Test
  void whoIsThereAndGetsNothingIsLoss() {
    TrainingOutcome outcome = training("1:0:0", 1).train();
    double idle = outcome.workers().stream().skip(1).mapToDouble(PoolWorker::capacity).sum();
    assertThat(idle).isPositive();
    assertThat(outcome.capacity())
        .isCloseTo(idle + outcome.workers().get(0).capacity(), within(1e-6));
    assertThat(outcome.efficiency())
        .isLessThan(outcome.workers().get(0).capacity() / outcome.capacity());
  }

  @Test
  void theLastRoundOfAnEpochWaitsLonger() {
    TrainingOptions options = training("proportional", 3).options();
    training("proportional", 3)
        .options(options.waiting(Patience.USUAL, TimeLimit.GENEROUS))
        .train();
    List<RoundRecord> limited =
        rounds.all().stream().filter(r -> Double.isFinite(r.limitSeconds())).toList();
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
    TrainingOutcome outcome =
        ShapesTraining.on(pool)
            .options(2, "proportional")
            .waitingForEveryone()
            .telling(rounds)
            .train();
    assertThat(outcome.epochsExact()).containsExactly(true, true);
    // Three workers lose at least a block and a half a round: an epoch of 42 is one round.
    assertThat(rounds.all()).extracting(RoundRecord::roundsOfEpoch).containsExactly(1, 1);
  }

  @Test
  void whoSeemedTooSlowForAShareIsTimedAgainAndComesBack() {
    ShapesTraining training =
        training("proportional", 100)
            .telling(rounds.and(new UntilItTrains(1)))
            .hooks(List.of(new SlowStep(40)));
    BlockSource<ExampleBlock> source = training.source();
    List<PoolWorker> workers = new ArrayList<>(training.workers(source));
    Speed usual = new Speed(200, 0, SpeedGrade.TRIAL);
    TrialKey key = new TrialKey("here", "lenet", BLOCK);
    workers.replaceAll(worker -> worker.tried(usual, key));
    workers.set(1, workers.get(1).tried(new Speed(0.01, 0, SpeedGrade.TRIAL), key));
    training.train(source, workers);
    assertThat(rounds.all().get(rounds.all().size() - 1).trained().get(1)).isPositive();
    assertThat(rounds.all().subList(0, 5))
        .allSatisfy(round -> assertThat(round.quotas().get(1)).isZero());
  }

  /** Ends a run, which may be far longer, after the first round in which a worker trained. */
  private final class UntilItTrains implements TrainingProgress {

    private final int worker;

    UntilItTrains(int worker) {
      this.worker = worker;
    }

    @Override
    public boolean enough() {
      return rounds.all().stream().anyMatch(round -> round.trained().get(worker) > 0);
    }
  }

  @Test
  void aRunThatIsEnoughEndsAfterTheRoundInTheMiddleOfAnEpoch() {
    TrainingProgress eightRounds =
        new TrainingProgress() {
          @Override
          public boolean enough() {
            return rounds.all().size() == 8;
          }
        };
    ShapesTraining training = training("4:2:1", 5).telling(rounds.and(eightRounds));
    TrainingOutcome outcome = training.train();
    assertThat(rounds.all()).hasSize(8);
    assertThat(rounds.all().get(7).epoch()).isEqualTo(2);
    assertThat(outcome.epochsExact()).containsExactly(true);
    assertThat(outcome.examples())
        .isEqualTo(training.examples().size() + 2L * ROUND * BLOCK)
        .isEqualTo(rounds.all().get(7).examplesSoFar());
  }
}
