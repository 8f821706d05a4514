package org.paceline.benchmarks;

import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.SparkContext;
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
import org.paceline.job.JobContext;
import org.paceline.model.TrainableNetwork;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.round.RoundPhases;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Scout;
import org.paceline.train.RoundRecord;
import org.paceline.train.Rounds;
import org.paceline.train.Split;
import org.paceline.train.Training;
import org.paceline.train.TrainingOptions;
import org.paceline.train.TrainingOutcome;

/**
 * Real training rounds of one network on a running cluster, with equal shares.
 *
 * @param context the application
 * @param network what is trained
 * @param rounds how many rounds are timed
 * @param batches batches of each worker in a round
 * @param batchSize examples in a batch
 */
record RoundRun(JobContext context, RoundNetwork network, int rounds, int batches, int batchSize) {

  private static final int WARM_UP_ROUNDS = 8;
  private static final long SEED = 1;

  void warmUp() {
    Examples examples = examples(WARM_UP_ROUNDS);
    String configuration = network.configuration(examples, SEED);
    BlockSource<ExampleBlock> source = source(examples);
    scout().warmUp(source, configuration);
    train(examples, source, configuration);
  }

  RoundTimes measure() {
    Examples examples = examples(WARM_UP_ROUNDS + rounds);
    String configuration = network.configuration(examples, SEED);
    Trained trained = train(examples, source(examples), configuration);
    List<RoundPhases> phases =
        trained.rounds().stream().skip(WARM_UP_ROUNDS).map(RoundRecord::phases).toList();
    return new RoundTimes(network.label(), trained.outcome().state().parameters().length, phases);
  }

  private int workers() {
    return context.members().size();
  }

  private Examples examples(int count) {
    Examples all = DataSpec.parse("shapes").open(Subset.TRAIN);
    int needed = count * batches * workers() * batchSize;
    if (needed > all.size()) {
      throw new IllegalArgumentException(
          "%s rounds of %s examples are more than the %s there are; ask for fewer rounds or batches"
              .formatted(count, needed / count, all.size()));
    }
    return all.first(needed);
  }

  private BlockSource<ExampleBlock> source(Examples examples) {
    SparkContext spark = context.sparkContext().sc();
    ImageFeed feed =
        new ImageFeed(
            examples.shape(),
            examples.classes().size(),
            batchSize,
            Standardisation.of(examples),
            false,
            Steps.PER_BATCH);
    return BlockSource.of(spark, examples, feed);
  }

  private Trained train(Examples examples, BlockSource<ExampleBlock> source, String configuration) {
    List<PoolWorker> pool = scout().unmeasured(source, configuration);
    Rounds rounds = new Rounds();
    TrainingOutcome outcome =
        Training.on(context.sparkContext())
            .data(TrainingData.of(source))
            .network(network.label(), TrainableNetwork.of(configuration))
            .optimise(options())
            .recruit(Recruiting.of(pool))
            .listen(rounds)
            .fit()
            .outcome();
    source.blocks().unpersist(true);
    return new Trained(outcome, rounds.all());
  }

  private TrainingOptions options() {
    return new TrainingOptions(
        1,
        OptionalInt.of(batches * workers()),
        Split.parse("equal"),
        Averaging.named("examples"),
        SEED,
        DeviceRequest.AUTO);
  }

  private Scout scout() {
    return new Scout(context.sparkContext().sc(), context.members());
  }
}
