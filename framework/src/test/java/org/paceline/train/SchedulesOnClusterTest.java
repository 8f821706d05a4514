package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.NetworkState;
import org.paceline.model.TrainableNetwork;
import org.paceline.testing.TestPool;

/** Learning rates that change in the course of a training on three real executor processes. */
class SchedulesOnClusterTest {

  /** What averaging equal parameters moves them. */
  static final double ROUNDING = 1e-5;

  private static final int ROUND = 7;
  private static final int EPOCH = 6 * ROUND;

  private static TestPool pool;

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
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Sgd(rate))
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
