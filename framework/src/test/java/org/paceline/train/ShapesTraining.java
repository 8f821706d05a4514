package org.paceline.train;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.exchange.ExampleAveraging;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.feed.TrainingData;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Arrivals;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.roster.Member;
import org.paceline.round.Patience;
import org.paceline.round.RoundResult;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Scout;
import org.paceline.scout.Scouting;
import org.paceline.scout.Work;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;

/**
 * A training on the data set "shapes" by executors whose speed nobody measures before. Immutable:
 * what changes it returns another.
 *
 * @param context the application's context
 * @param members who trains
 * @param examples what is learned from
 * @param feed how that becomes batches
 * @param network the network's configuration
 * @param options how to train
 * @param progress is told of every round
 * @param hooks what happens at every step
 */
public record ShapesTraining(
    JavaSparkContext context,
    List<Member> members,
    Examples examples,
    ImageFeed feed,
    String network,
    TrainingOptions options,
    TrainingProgress progress,
    List<TrainingHook> hooks) {

  private static final Examples SHAPES = DataSpec.parse("shapes").open(Subset.TRAIN);
  private static final long SEED = 5;

  /** Keeps its own lists. */
  public ShapesTraining {
    members = List.copyOf(members);
    hooks = List.copyOf(hooks);
  }

  /** LeNet by plain gradient descent: an epoch of 42 batches of 8, in rounds of 7. */
  public static ShapesTraining on(JavaSparkContext context, List<Member> members) {
    return new ShapesTraining(
        context,
        members,
        SHAPES.first(336),
        feed(8, Steps.PER_BATCH),
        configuration(Updater.SGD, 0.05),
        usual(1, OptionalInt.of(7), "equal"),
        TrainingProgress.NONE,
        List.of());
  }

  static ShapesTraining on(TestPool pool) {
    return on(pool.context(), pool.members());
  }

  private static ImageFeed feed(int batch, Steps steps) {
    int classes = SHAPES.classes().size();
    return new ImageFeed(SHAPES.shape(), classes, batch, Standardisation.none(3), false, steps);
  }

  private static String configuration(Updater updater, double rate) {
    return Networks.configuration(
        "lenet", new NetworkOptions(SHAPES.shape(), SHAPES.classes().size(), updater, rate, 1));
  }

  private static TrainingOptions usual(int epochs, OptionalInt roundBlocks, String split) {
    return new TrainingOptions(
        epochs, roundBlocks, Split.parse(split), new ExampleAveraging(), SEED, DeviceRequest.AUTO);
  }

  /** So many examples from the first on. */
  public ShapesTraining first(int count) {
    return examples(SHAPES.first(count));
  }

  ShapesTraining examples(Examples examples) {
    return new ShapesTraining(context, members, examples, feed, network, options, progress, hooks);
  }

  ShapesTraining batches(int size, Steps steps) {
    ImageFeed feed = feed(size, steps);
    return new ShapesTraining(context, members, examples, feed, network, options, progress, hooks);
  }

  /** LeNet by another updater. */
  public ShapesTraining lenet(Updater updater, double rate) {
    return network(configuration(updater, rate));
  }

  ShapesTraining network(String network) {
    return new ShapesTraining(context, members, examples, feed, network, options, progress, hooks);
  }

  /** With the patience that is usual for the split: {@link #waitingForEveryone} comes after it. */
  public ShapesTraining options(int epochs, int roundBlocks, String split) {
    return options(usual(epochs, OptionalInt.of(roundBlocks), split));
  }

  /** The run decides how long a round is. */
  ShapesTraining options(int epochs, String split) {
    return options(usual(epochs, OptionalInt.empty(), split));
  }

  ShapesTraining options(TrainingOptions options) {
    return new ShapesTraining(context, members, examples, feed, network, options, progress, hooks);
  }

  /** A busy machine must not change who trains what, or leave a round empty. */
  public ShapesTraining waitingForEveryone() {
    Patience endless = new Patience(Double.POSITIVE_INFINITY, 0);
    return options(options.waiting(endless, TimeLimit.GENEROUS));
  }

  /** A run that is followed. */
  public ShapesTraining telling(TrainingProgress progress) {
    return new ShapesTraining(context, members, examples, feed, network, options, progress, hooks);
  }

  ShapesTraining hooks(List<TrainingHook> hooks) {
    return new ShapesTraining(context, members, examples, feed, network, options, progress, hooks);
  }

  /** The data, in nobody's cache yet. */
  public BlockSource<ExampleBlock> source() {
    return BlockSource.of(context.sc(), examples, feed);
  }

  /** Who can train, in the order of the members. */
  public List<PoolWorker> workers(BlockSource<ExampleBlock> source) {
    return new Scout(context.sc(), members).unmeasured(source, network);
  }

  TrainingOutcome train() {
    BlockSource<ExampleBlock> source = source();
    return train(source, workers(source));
  }

  /** Trains with nobody joining. */
  public TrainingOutcome train(BlockSource<ExampleBlock> source, List<PoolWorker> workers) {
    return train(source, workers, Scouting.NONE, UnaryOperator.identity());
  }

  TrainingOutcome train(
      BlockSource<ExampleBlock> source,
      List<PoolWorker> workers,
      Scouting scouting,
      UnaryOperator<Arrivals<RoundResult>> wire) {
    return session(source, recruiting(workers, scouting)).wire(wire).fit().outcome();
  }

  /** A session with everybody who is here, to be changed further. */
  Training<ExampleBlock> session() {
    return session(source(), Recruiting.unmeasured());
  }

  private Training<ExampleBlock> session(BlockSource<ExampleBlock> source, Recruiting recruiting) {
    return Training.on(context)
        .data(TrainingData.of(source))
        .network("lenet", TrainableNetwork.of(network))
        .optimise(options)
        .recruit(recruiting)
        .listen(progress)
        .hooks(hooks);
  }

  private static Recruiting recruiting(List<PoolWorker> workers, Scouting scouting) {
    return new Recruiting() {
      @Override
      public List<PoolWorker> first(Work<?> work, List<Member> members) {
        return workers;
      }

      @Override
      public List<PoolWorker> join(Work<?> work, List<Member> newcomers) {
        return scouting.scout(newcomers);
      }
    };
  }
}
