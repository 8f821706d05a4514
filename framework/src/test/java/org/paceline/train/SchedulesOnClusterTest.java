package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.Steps;
import org.paceline.model.RateSchedule;
import org.paceline.model.RateSchedule.Shape;
import org.paceline.model.TrainableNetwork;
import org.paceline.testing.TestPool;

/** Learning rates that change in the course of a training on three real executor processes. */
class SchedulesOnClusterTest {

  /** What averaging equal parameters moves them. */
  static final double ROUNDING = 1e-5;

  private static final int ROUND = 7;
  private static final int EPOCH = 6 * ROUND;

  private static TestPool pool;

  @TempDir private Path notes;

  @BeforeAll
  static void start() {
    pool = TestPool.unlimited(3);
  }

  @AfterAll
  static void stop() {
    pool.close();
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

  /**
   * Whatever the quotas: at the j-th of its q steps in a round of 7 batches an executor has the
   * rate of the batch that all of them together are at, 7 j / q.
   */
  @ParameterizedTest
  @CsvSource({"1:1:1, 3", "4:2:1, 3", "1:0:3, 2", "0:1:0, 1"})
  void theRateIsTheCurvesByWhatAllHaveTrained(String split, int training) throws IOException {
    TrainableNetwork network = TrainableNetwork.of(perceptron(new Sgd(0.05)));
    network.schedule(new RateSchedule(Shape.COSINE, ROUND, EPOCH));
    ShapesTraining.on(pool)
        .network(network.configuration())
        .options(1, ROUND, split)
        .waitingForEveryone()
        .hooks(List.of(new RateNotes(notes)))
        .train();
    List<List<List<Double>>> executors = RateNotes.read(notes);
    assertThat(executors).hasSize(training);
    for (List<List<Double>> rounds : executors) {
      assertThat(rounds).hasSize(EPOCH / ROUND);
      for (int round = 0; round < rounds.size(); round++) {
        List<Double> rates = rounds.get(round);
        for (int step = 0; step < rates.size(); step++) {
          assertThat(rates.get(step))
              .as("round %s, step %s of %s", round, step, rates.size())
              .isEqualTo(cosine(round * ROUND + step * ROUND / rates.size()), within(1e-9));
        }
      }
    }
    assertThat(executors.stream().flatMap(List::stream).mapToInt(List::size).sum())
        .isEqualTo(EPOCH);
  }

  /** Six rounds: with a step each they are six batches, as the executors see them. */
  @Test
  void withOneStepARoundTheRateIsTheCurvesByRounds() throws IOException {
    TrainableNetwork network = TrainableNetwork.of(perceptron(new Sgd(0.05)));
    network.schedule(new RateSchedule(Shape.STEP, 2, EPOCH / ROUND));
    ShapesTraining.on(pool)
        .network(network.configuration())
        .batches(8, Steps.PER_ROUND)
        .options(1, ROUND, "4:2:1")
        .waitingForEveryone()
        .hooks(List.of(new RateNotes(notes)))
        .train();
    List<List<List<Double>>> executors = RateNotes.read(notes);
    assertThat(executors).hasSize(3);
    for (List<List<Double>> rounds : executors) {
      assertThat(rounds).allSatisfy(steps -> assertThat(steps).hasSize(1));
      assertThat(rounds.stream().map(steps -> (float) (double) steps.get(0)))
          .containsExactly(0.025f, 0.05f, 0.05f, 0.005f, 0.005f, 0.0005f);
    }
  }

  /** After a warm-up of a round; at the last batch almost 0. */
  private static double cosine(int batch) {
    double progress = (batch - ROUND) / (double) (EPOCH - ROUND);
    return batch < ROUND
        ? 0.05 * (batch + 1) / ROUND
        : 0.05 * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  @Test
  void aScheduleByEpochAdvances() {
    ISchedule rate = new MapSchedule(ScheduleType.EPOCH, Map.of(0, 0.05, 1, 0.0));
    List<Double> moved = moved(rate, 2);
    assertThat(moved).hasSize(12);
    assertThat(moved.subList(0, 6)).allSatisfy(by -> assertThat(by).isGreaterThan(0.01));
    assertThat(moved.subList(6, 12)).allSatisfy(by -> assertThat(by).isLessThan(ROUNDING));
  }

  /** A single layer, which moves as long as the rate is not 0. */
  static String perceptron(ISchedule rate) {
    return perceptron(new Sgd(rate));
  }

  private static String perceptron(Sgd updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(updater)
        .list()
        .layer(new OutputLayer.Builder().nOut(10).build())
        .setInputType(InputType.convolutional(32, 32, 3))
        .build()
        .toJson();
  }

  /** How far the parameters moved in each round. */
  private static List<Double> moved(ISchedule rate, int epochs) {
    List<NetworkState> states = new ArrayList<>();
    TrainingProgress progress =
        new TrainingProgress() {
          @Override
          public void checkpoint(Checkpoint checkpoint) {
            states.add(checkpoint.network());
          }
        };
    ShapesTraining training =
        ShapesTraining.on(pool)
            .network(perceptron(rate))
            .options(epochs, ROUND, "equal")
            .waitingForEveryone()
            .telling(progress);
    TrainingOutcome outcome = training.train();
    assertThat(outcome.state().counts().batches()).isEqualTo(epochs * EPOCH);
    assertThat(outcome.state().counts().epochs()).isEqualTo(epochs);
    TrainableNetwork trained = TrainableNetwork.of(training.network());
    outcome.state().applyTo(trained);
    assertThat(trained.counts().epochs()).isEqualTo(epochs);
    return IntStream.range(1, states.size())
        .mapToObj(i -> states.get(i).distance(states.get(i - 1)))
        .toList();
  }
}
