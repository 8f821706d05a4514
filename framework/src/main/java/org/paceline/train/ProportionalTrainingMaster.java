package org.paceline.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.paceline.base.Seeds;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Steps;
import org.paceline.feed.TrainingData;
import org.paceline.ledger.EpochRecord;
import org.paceline.model.Counts;
import org.paceline.model.NetworkFit;
import org.paceline.model.TrainableNetwork;
import org.paceline.scout.Tryouts;
import org.paceline.speed.Trial;
import org.paceline.speed.TrialCache;

/**
 * A DL4J training master that deals every executor the share with which all finish together.
 *
 * <p>It takes the place of {@code ParameterAveragingTrainingMaster}: {@code new
 * SparkDl4jMultiLayer(sc, conf, new ProportionalTrainingMaster(64, options)).fit(rdd)}. Every
 * example is trained exactly {@code options.epochs()} times a {@code fit}. Not thread-safe.
 */
public final class ProportionalTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  private final int batchSize;
  private final TrainingOptions options;
  private final List<TrainingHook> hooks = new ArrayList<>();
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final StandingPool pool;
  private TrainingOutcome last;
  private int fits;

  /**
   * Creates a master that runs its own trials.
   *
   * @param batchSize examples of an optimisation step, at least 1
   * @param options how to train
   */
  public ProportionalTrainingMaster(int batchSize, TrainingOptions options) {
    this(batchSize, options, Optional.empty());
  }

  /**
   * Creates a master that remembers trials.
   *
   * @param batchSize examples of an optimisation step, at least 1
   * @param options how to train
   * @param cache remembered trials
   */
  public ProportionalTrainingMaster(
      int batchSize, TrainingOptions options, Optional<TrialCache> cache) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch has at least 1 example, not " + batchSize);
    }
    this.batchSize = batchSize;
    this.options = options;
    this.pool =
        new StandingPool(new Tryouts(Trial.DEFAULT, cache, options.device(), Optional.empty()));
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    double loss = train(network.getSparkContext(), network.getNetwork(), data);
    network.setScore(loss);
  }

  @Override
  public void executeTraining(SparkComputationGraph network, JavaRDD<DataSet> data) {
    double loss = train(network.getSparkContext(), network.getNetwork(), data);
    network.setScore(loss);
  }

  private double train(JavaSparkContext context, NeuralNetwork network, JavaRDD<DataSet> data) {
    TrainableNetwork trainable = TrainableNetwork.of(network);
    BlockSource<DataSet> source = BlockSource.of(data, batchSize, Steps.PER_BATCH);
    try {
      DataSet first = source.sample().get(0);
      NetworkFit.checkLearnsFrom(trainable, first.getFeatures().shape(), first.getLabels().shape());
      last =
          Training.on(context)
              .data(TrainingData.of(source))
              .network("network of a DL4J job", trainable)
              .startingAt(start(trainable))
              .optimise(options.withSeed(Seeds.mix(options.seed(), fits++)))
              .recruit(pool)
              .listen(new Listening(trainable, listeners))
              .hooks(hooks)
              .fit()
              .outcome();
    } finally {
      source.blocks().unpersist(false);
    }
    // DL4J counts an epoch itself after each fit.
    Counts counts = last.state().counts();
    trainable.counts(new Counts(counts.iterations(), counts.batches(), counts.epochs() - 1));
    return last.loss();
  }

  /**
   * Where the last fit ended, if this is its network; DL4J knows of no other batches than its own.
   */
  private NetworkState start(TrainableNetwork network) {
    NetworkState now = NetworkState.of(network);
    if (last == null || last.state().counts().iterations() != now.counts().iterations()) {
      return now;
    }
    return new NetworkState(now.parameters(), now.updater(), last.state().counts());
  }

  /**
   * What the last call of {@code fit} came to.
   *
   * @return the outcome, or empty before the first call
   */
  public Optional<TrainingOutcome> lastOutcome() {
    return Optional.ofNullable(last);
  }

  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    throw new UnsupportedOperationException(
        "load the paths into an RDD of DataSet first: context.map(loader::load)");
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph network, JavaRDD<MultiDataSet> data) {
    throw new UnsupportedOperationException("MultiDataSet is not supported, use DataSet");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw noWorker();
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph network) {
    throw noWorker();
  }

  /** Only DL4J's own masters ask for one. */
  private static UnsupportedOperationException noWorker() {
    return new UnsupportedOperationException("rounds have workers of their own; call fit instead");
  }

  @Override
  public void addHook(TrainingHook hook) {
    hooks.add(hook);
  }

  @Override
  public void removeHook(TrainingHook hook) {
    hooks.remove(hook);
  }

  @Override
  public String toJson() {
    return "{\"batchSize\": %s, \"epochs\": %s, \"roundBlocks\": %s, \"seed\": %s}"
        .formatted(batchSize, options.epochs(), roundBlocks(), options.seed());
  }

  @Override
  public String toYaml() {
    return "batchSize: %s%nepochs: %s%nroundBlocks: %s%nseed: %s%n"
        .formatted(batchSize, options.epochs(), roundBlocks(), options.seed());
  }

  private String roundBlocks() {
    return options.roundBlocks().isPresent()
        ? String.valueOf(options.roundBlocks().getAsInt())
        : "null";
  }

  /** DL4J's own statistics are not collected; see {@link #lastOutcome()}. */
  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw new UnsupportedOperationException("use lastOutcome() instead of DL4J's statistics");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    return null;
  }

  /** Listeners are told of every round, on the driver. */
  @Override
  public void setListeners(Collection<TrainingListener> told) {
    listeners.clear();
    listeners.addAll(told);
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> told) {
    setListeners(told);
  }

  @Override
  public boolean deleteTempFiles(JavaSparkContext context) {
    return true;
  }

  @Override
  public boolean deleteTempFiles(SparkContext context) {
    return true;
  }

  /** Passes rounds on to DL4J's listeners as iterations of the network that came out of them. */
  private static final class Listening implements TrainingProgress {

    private final TrainableNetwork network;
    private final List<TrainingListener> listeners;
    private RoundRecord over;

    Listening(TrainableNetwork network, List<TrainingListener> listeners) {
      this.network = network;
      this.listeners = listeners;
    }

    @Override
    public void round(RoundRecord round) {
      over = round;
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      if (over == null || listeners.isEmpty()) {
        return;
      }
      checkpoint.network().applyTo(network);
      network.score(over.loss());
      if (over.roundOfEpoch() == 1) {
        listeners.forEach(listener -> listener.onEpochStart(network.model()));
      }
      Counts counts = checkpoint.network().counts();
      listeners.forEach(
          l -> l.iterationDone(network.model(), counts.iterations(), counts.epochs()));
    }

    @Override
    public void epoch(EpochRecord epoch) {
      listeners.forEach(listener -> listener.onEpochEnd(network.model()));
    }
  }
}
