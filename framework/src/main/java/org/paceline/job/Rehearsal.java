package org.paceline.job;

import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.exchange.Averaging;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.feed.TrainingData;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Scout;
import org.paceline.train.Split;
import org.paceline.train.Training;
import org.paceline.train.TrainingOptions;

/**
 * A training of a second in one process, which loads what drivers, executors and the cluster's own
 * processes load of Spark, DL4J and ND4J. The build archives those classes (JEP 310), so that later
 * processes neither read nor verify them.
 */
public final class Rehearsal {

  private static final int BATCH = 8;
  private static final int EXAMPLES = 8 * BATCH;
  private static final long SEED = 1;

  private Rehearsal() {}

  /**
   * Trains on the master that spark-submit was given.
   *
   * @param args none
   */
  public static void main(String[] args) {
    SparkConf conf = Roster.configure(new SparkConf().setAppName("paceline rehearsal"));
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      Examples examples = DataSpec.parse("shapes").open(Subset.TRAIN).first(EXAMPLES);
      BlockSource<ExampleBlock> source = BlockSource.of(context.sc(), examples, feed(examples));
      String network = network(examples);
      List<Member> members = Roster.of(context.sc()).members();
      List<PoolWorker> pool = new Scout(context.sc(), members).warmUp(source, network);
      Training.on(context)
          .data(TrainingData.of(source))
          .network("lenet", TrainableNetwork.of(network))
          .optimise(options())
          .recruit(Recruiting.of(pool))
          .fit();
    }
  }

  private static ImageFeed feed(Examples examples) {
    int classes = examples.classes().size();
    Standardisation scale = Standardisation.of(examples);
    return new ImageFeed(examples.shape(), classes, BATCH, scale, false, Steps.PER_BATCH);
  }

  private static String network(Examples examples) {
    int classes = examples.classes().size();
    double rate = Updater.NESTEROVS.usualRate();
    return Networks.configuration(
        "lenet", new NetworkOptions(examples.shape(), classes, Updater.NESTEROVS, rate, SEED));
  }

  private static TrainingOptions options() {
    Averaging averaging = Averaging.named("examples");
    Split split = Split.parse("proportional");
    return new TrainingOptions(1, OptionalInt.of(BATCH), split, averaging, SEED, DeviceRequest.CPU);
  }
}
