package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class PooledScheduleTest {

  private static final ISchedule STEPS =
      new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.5, 10, 0.1));

  @AfterEach
  void leave() {
    PooledSchedule.leave();
  }

  @Test
  void itIsAtTheBatchOfAllNetworksTogether() {
    ISchedule pooled = new PooledSchedule(STEPS);
    assertThat(pooled.valueAt(9, 0)).isEqualTo(0.5);
    assertThat(pooled.valueAt(10, 0)).isEqualTo(0.1);
    PooledSchedule.follow(new Counts(2, 6, 0), 3);
    assertThat(pooled.valueAt(2, 0)).as("batch 6").isEqualTo(0.5);
    assertThat(pooled.valueAt(3, 0)).as("batch 9").isEqualTo(0.5);
    assertThat(pooled.clone().valueAt(4, 0)).as("batch 12").isEqualTo(0.1);
    PooledSchedule.leave();
    assertThat(pooled.valueAt(4, 0)).isEqualTo(0.5);
  }

  @Test
  void schedulesOfRatesMomentaAndDropoutAreFollowedAndAllElseStaysAsItWas() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new Nesterovs(new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 10), STEPS))
            .list()
            .layer(new DenseLayer.Builder().nIn(4).nOut(3).dropOut(new Dropout(STEPS)).build())
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
            .build();
    String pooled = PooledSchedule.in(configuration.toJson());
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(pooled);
    assertThat(pooled.split(PooledSchedule.class.getName(), -1)).hasSize(1 + 5);
    TrainableNetwork network = TrainableNetwork.of(pooled);
    assertThat(network.parameters()).hasSize(4 * 3 + 3 + 3 * 2 + 2);
    assertThat(MultiLayerConfiguration.fromJson(read.toJson())).isEqualTo(read);
  }

  /** A user's. */
  public static final class Falling implements ISchedule {

    private static final long serialVersionUID = 1L;

    @Override
    public double valueAt(int iteration, int epoch) {
      return 1.0 / (1 + iteration);
    }

    @Override
    public ISchedule clone() {
      return new Falling();
    }
  }

  @Test
  void aScheduleOfOnesOwnIsFollowedToo() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(new Falling()))
            .list()
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
            .build();
    String pooled = PooledSchedule.in(configuration.toJson());
    assertThat(pooled).contains(PooledSchedule.class.getName(), Falling.class.getName());
    assertThat(TrainableNetwork.of(pooled).parameters()).hasSize(3 * 2 + 2);
    PooledSchedule.follow(new Counts(0, 0, 0), 3);
    assertThat(new PooledSchedule(new Falling()).valueAt(3, 0)).as("batch 9").isEqualTo(0.1);
  }

  @Test
  void aConfigurationWithoutSchedulesIsLeftAlone() {
    assertThat(PooledSchedule.in("{\"a\" : 1}")).isEqualTo("{\"a\" : 1}");
  }
}
