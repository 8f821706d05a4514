package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.paceline.data.ExampleBlock;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.TrainableNetwork;
import org.paceline.testing.TestPool;

/** DL4J's own Spark network on three real executor processes. */
class ProportionalTrainingMasterTest {

  private static TestPool pool;

  @BeforeAll
  static void start() {
    pool = TestPool.unlimited(3);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static ShapesTraining training() {
    return ShapesTraining.on(pool).waitingForEveryone();
  }

  private static ProportionalTrainingMaster master() {
    return new ProportionalTrainingMaster(16, training().options());
  }

  private static MultiLayerNetwork network(ShapesTraining training) {
    return (MultiLayerNetwork) TrainableNetwork.of(training.network()).network();
  }

  private static JavaRDD<DataSet> singles(int count) {
    ShapesTraining training = training();
    List<DataSet> singles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<ExampleBlock> one = List.of(training.examples().read(i, 1));
      singles.add((DataSet) training.feed().batches(one, 0).next());
    }
    return pool.context().parallelize(singles, 4);
  }

  /** Each fit has 7 batches, after which the rate is 0. */
  @Test
  void countsGoOnFromOneFitToTheNext() {
    MapSchedule rate = new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.05, 7, 0.0));
    MultiLayerNetwork network =
        network(training().network(SchedulesOnClusterTest.perceptron(rate)));
    SparkDl4jMultiLayer spark = new SparkDl4jMultiLayer(pool.context(), network, master());
    JavaRDD<DataSet> data = singles(100);
    INDArray start = network.params().dup();
    spark.fit(data);
    INDArray once = network.params().dup();
    spark.fit(data);
    assertThat(once.distance2(start)).isGreaterThan(0.01);
    assertThat(network.params().distance2(once)).isLessThan(SchedulesOnClusterTest.ROUNDING);
    assertThat(network.getLayerWiseConfigurations().getEpochCount()).isEqualTo(2);
  }

  /** DL4J would go through it, train nothing and say nothing. */
  @Test
  void aNetworkThatWouldTrainNothingIsRefused() {
    String pieces =
        training()
            .network()
            .replace("\"backpropType\" : \"Standard\"", "\"backpropType\" : \"TruncatedBPTT\"");
    SparkDl4jMultiLayer spark =
        new SparkDl4jMultiLayer(pool.context(), network(training().network(pieces)), master());
    JavaRDD<DataSet> data = singles(20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spark.fit(data))
        .withMessageStartingWith("the network's backpropType is TruncatedBPTT");
  }

  @Test
  void listenersSeeTheNetworkOfEachRound() {
    MultiLayerNetwork network = network(training());
    INDArray before = network.params().dup();
    List<INDArray> seen = new ArrayList<>();
    List<String> told = new ArrayList<>();
    SparkDl4jMultiLayer spark = new SparkDl4jMultiLayer(pool.context(), network, master());
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
    spark.fit(singles(200));
    assertThat(told).containsExactly("start", "iteration", "iteration", "end");
    assertThat(seen.get(0)).isNotEqualTo(before);
    assertThat(seen.get(1)).isNotEqualTo(seen.get(0)).isEqualTo(network.params());
  }

  @Test
  void theTrainingMasterServesDl4jsOwnSparkNetworkAndDropsNoData() {
    ProportionalTrainingMaster master = master();
    SparkDl4jMultiLayer spark =
        new SparkDl4jMultiLayer(
            pool.context(), network(training().lenet(Updater.ADAM, 0.001)), master);
    spark.setCollectTrainingStats(false);
    JavaRDD<DataSet> data = singles(100);
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
}
