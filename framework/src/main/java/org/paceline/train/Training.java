package org.paceline.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.CheckpointFile;
import org.paceline.evaluate.Validator;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Steps;
import org.paceline.feed.TrainingData;
import org.paceline.model.TrainableNetwork;
import org.paceline.model.Validation;
import org.paceline.partition.Arrivals;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;
import org.paceline.round.RoundResult;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Tryouts;
import org.paceline.scout.Work;

/**
 * A training session: what is learned, from which data, by whom and how; then {@link #fit()}.
 *
 * <pre>{@code
 * TrainedModel model =
 *     Training.on(spark)
 *         .data(ImageData.of(spark.sparkContext(), "cifar10:/data/cifar", 64))
 *         .network("cnn", network)
 *         .optimise(TrainingOptions.of(8))
 *         .fit();
 * }</pre>
 *
 * <p>Not thread-safe.
 *
 * @param <T> the type of a block of the data
 */
public final class Training<T> {

  private static final int WARM_UP_ROUNDS = 5;

  private final JavaSparkContext context;
  private final TrainingData<T> data;
  private String name = "network";
  private TrainableNetwork network;
  private TrainingOptions options = TrainingOptions.of(1);
  private Recruiting recruiting = Tryouts.usual();
  private TrainingProgress progress = TrainingProgress.NONE;
  private Optional<CheckpointPlace> place = Optional.empty();
  private Optional<TrainingData<?>> validation = Optional.empty();
  private Monitor monitor = Monitor.LOSS;
  private Optional<EarlyStopping> stopping = Optional.empty();
  private Optional<NetworkState> start = Optional.empty();
  private Optional<Checkpoint> from = Optional.empty();
  private Map<String, String> kernelsBefore = Map.of();
  private List<TrainingHook> hooks = List.of();
  private UnaryOperator<Arrivals<RoundResult>> wire = UnaryOperator.identity();

  private Training(JavaSparkContext context, TrainingData<T> data) {
    this.context = context;
    this.data = data;
  }

  /**
   * Where to train.
   *
   * @param context the application's context
   */
  public record Place(JavaSparkContext context) {

    /**
     * Begins a session.
     *
     * @param data what is learned from
     * @param <T> the type of its blocks
     * @return a session that has no network yet
     */
    public <T> Training<T> data(TrainingData<T> data) {
      return new Training<>(context, data);
    }
  }

  /**
   * Trains on the executors of an application.
   *
   * @param spark the application
   * @return asks for the data
   */
  public static Place on(SparkSession spark) {
    return on(JavaSparkContext.fromSparkContext(spark.sparkContext()));
  }

  /**
   * Trains on the executors of an application.
   *
   * @param context the application
   * @return asks for the data
   */
  public static Place on(JavaSparkContext context) {
    return new Place(context);
  }

  /**
   * The network; it is trained itself, and has the trained weights after {@link #fit()}.
   *
   * @param known the name that a model's provenance has for it
   * @param untrained with the weights to start from
   * @return this session
   */
  public Training<T> network(String known, TrainableNetwork untrained) {
    name = known;
    network = untrained;
    return this;
  }

  /** A state that the network itself does not know all of. */
  Training<T> startingAt(NetworkState state) {
    start = Optional.of(state);
    return this;
  }

  /**
   * Looks after each epoch how good the network is on other data, on all executors.
   *
   * @param held data that is not trained, on the scale of the training data and not augmented
   * @param deciding what decides which epoch is better
   * @return this session
   */
  public Training<T> validate(TrainingData<?> held, Monitor deciding) {
    validation = Optional.of(held);
    monitor = deciding;
    return this;
  }

  /**
   * Ends before the last epoch if validation shows no gain.
   *
   * @param when to end; needs {@link #validate}
   * @return this session
   */
  public Training<T> stopEarly(EarlyStopping when) {
    stopping = Optional.of(when);
    return this;
  }

  /**
   * How to train; one epoch with the usual options, unless told otherwise.
   *
   * @param how the options
   * @return this session
   */
  public Training<T> optimise(TrainingOptions how) {
    options = how;
    return this;
  }

  /**
   * Who gets how much, with the patience that is usual for it.
   *
   * @param split by speed, unless told otherwise
   * @return this session
   */
  public Training<T> split(Split split) {
    options = options.withSplit(split);
    return this;
  }

  /**
   * Who trains; everybody, by a trial of each, unless told otherwise.
   *
   * @param who how executors become workers
   * @return this session
   */
  public Training<T> recruit(Recruiting who) {
    recruiting = who;
    return this;
  }

  /**
   * Keeps what the training needs to go on after its driver died.
   *
   * @param where and how often
   * @return this session
   */
  public Training<T> checkpoints(CheckpointPlace where) {
    place = Optional.of(where);
    return this;
  }

  /**
   * Goes on from a checkpoint of the same data, in place of the network's own weights.
   *
   * @param file the checkpoint
   * @return this session
   */
  public Training<T> resume(CheckpointFile file) {
    from = Optional.of(file.checkpoint());
    kernelsBefore = Lineage.earlier(file.provenance().kernels());
    return this;
  }

  /**
   * Tells somebody of every round and epoch, after those that were given before.
   *
   * @param listener is told on the training thread
   * @return this session
   */
  public Training<T> listen(TrainingProgress listener) {
    progress = progress.and(listener);
    return this;
  }

  /** Calls DL4J's hooks at every step, on the executors. */
  Training<T> hooks(List<TrainingHook> atEveryStep) {
    hooks = List.copyOf(atEveryStep);
    return this;
  }

  /** Stands between executors and driver. */
  Training<T> wire(UnaryOperator<Arrivals<RoundResult>> between) {
    wire = between;
    return this;
  }

  /**
   * Has executors load and compile what training needs, by steps that nobody times and rounds
   * without work.
   *
   * @throws IllegalArgumentException if the split or a setting of Spark does not fit the executors
   * @throws org.paceline.roster.NoExecutorException if none is eligible, or a step fits none
   */
  public void rehearse() {
    check();
    List<Member> members = members();
    options.split().check(members);
    Work<T> work = work();
    List<PoolWorker> warm = work.scout(members).warmUp(work.source(), work.configuration());
    NetworkState state = from.map(Checkpoint::network).orElseGet(this::start);
    trainer(work, progress, Judge.NONE).rehearse(warm, state, WARM_UP_ROUNDS);
  }

  /**
   * Trains to the end.
   *
   * @return the network with its trained weights, and what every worker did
   * @throws IllegalArgumentException if the split does not fit the executors, or a checkpoint the
   *     data
   * @throws org.paceline.round.DivergedException if no executor brings a usable result back
   * @throws org.paceline.roster.NoExecutorException if no executor is left and none comes
   */
  public TrainedModel fit() {
    check();
    Work<T> work = work();
    Optional<Lineage> lineage = lineage();
    List<PoolWorker> pool = recruiting.first(work, members());
    options.split().check(pool.stream().map(PoolWorker::member).toList());
    TrainingOutcome outcome = kept(work, pool, lineage);
    outcome.state().applyTo(network);
    return new TrainedModel(
        context, network, work.configuration(), outcome, lineage.map(line -> line.of(outcome)));
  }

  /** What can be known before anybody is tried. */
  private void check() {
    if (network == null) {
      throw new IllegalArgumentException("a training needs a network");
    }
    if (validation.isEmpty() && stopping.isPresent()) {
      throw new IllegalArgumentException("early stopping needs data to validate on");
    }
    if (place.isPresent() && data.origin().isEmpty()) {
      throw new IllegalArgumentException("checkpoints need data whose origin is known");
    }
  }

  private TrainingOutcome kept(Work<T> work, List<PoolWorker> pool, Optional<Lineage> lineage) {
    if (place.isEmpty()) {
      return trained(work, pool, progress);
    }
    try (CheckpointKeeper keeper = keeper(lineage)) {
      TrainingOutcome outcome = trained(work, pool, progress.and(keeper));
      keeper.last();
      return outcome;
    }
  }

  private CheckpointKeeper keeper(Optional<Lineage> lineage) {
    Lineage known = lineage.orElseThrow();
    return new CheckpointKeeper(
        place.orElseThrow(), network.configuration(), known, monitor, validationsBefore());
  }

  private List<Validation> validationsBefore() {
    return from.map(checkpoint -> checkpoint.training().validations()).orElse(List.of());
  }

  private TrainingOutcome trained(Work<T> work, List<PoolWorker> pool, TrainingProgress told) {
    Trainer<T> trainer = trainer(work, told, judge(work));
    return from.isPresent() ? trainer.resume(pool, from.get()) : trainer.train(pool, start());
  }

  private NetworkState start() {
    return start.orElseGet(() -> NetworkState.of(network));
  }

  private Trainer<T> trainer(Work<T> work, TrainingProgress told, Judge judge) {
    return new Trainer<>(
        context,
        work.source(),
        work.configuration(),
        options,
        told,
        newcomers -> recruiting.join(work, newcomers),
        hooks,
        judge,
        wire);
  }

  private Judge judge(Work<T> work) {
    return new Judge(
        validation.map(
            held -> new Validator<>(context, held.blocks(context.sc()), work.configuration())),
        monitor,
        stopping);
  }

  private List<Member> members() {
    return Roster.of(context.sc()).members();
  }

  private Work<T> work() {
    BlockSource<T> source = data.blocks(context.sc());
    String configuration =
        options.rate().configuration(network, options.epochs(), batchesOfEpoch(source));
    return new Work<>(context.sc(), source, configuration);
  }

  /** Steps of an epoch, as the learning rate counts them. */
  private int batchesOfEpoch(BlockSource<T> source) {
    if (source.feed().steps() == Steps.PER_BATCH || options.rate().constant()) {
      return source.count();
    }
    int round =
        options
            .roundBlocks()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a rate that changes must know how many rounds there will be, where each"
                            + " is one step: say how many batches a round has"));
    return (source.count() + round - 1) / round;
  }

  private Optional<Lineage> lineage() {
    return data.origin()
        .map(
            origin ->
                new Lineage(name, options.seed(), origin, kernelsBefore, recruiting::kernels));
  }
}
