package org.paceline.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.SparkContext;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.CheckpointFile;
import org.paceline.checkpoint.CheckpointFolder;
import org.paceline.data.DataException;
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
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;
import org.paceline.profile.DeviceRequest;
import org.paceline.round.Patience;
import org.paceline.scout.Recruiting;
import org.paceline.scout.Scout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A training small enough to be killed often: a driver to be run in a process of its own.
 *
 * <p>It says {@code round N} on standard output when a round is over, and leaves a {@link
 * ChaosResult} in its folder.
 */
@Command(name = "chaos")
public final class ChaosJob implements Job {

  static final int BATCH = 8;

  private static final int ROUND_BATCHES = 6;
  private static final long SEED = 5;

  /** A busy machine must not change who trains what, or runs could not be compared. */
  private static final Patience PATIENCE = new Patience(Double.POSITIVE_INFINITY, 0);

  @Option(names = "--data", required = true)
  private String data;

  @Option(names = "--epochs", defaultValue = "2")
  private int epochs;

  @Option(names = "--step-millis", defaultValue = "0")
  private int stepMillis;

  @Option(names = "--hold-round", defaultValue = "0")
  private int holdRound;

  @Option(names = "--hold-sign", defaultValue = "held")
  private Path holdSign;

  @Option(names = "--output")
  private Path output;

  @Option(names = "--resume")
  private Path resume;

  @Option(names = "--heap-bomb", defaultValue = "-1")
  private int bombRound;

  @Option(names = "--bomb-place", defaultValue = "TRAINING")
  private HeapBomb.Place bombPlace;

  private Examples examples;
  private String configuration;
  private Optional<CheckpointFile> resumed = Optional.empty();

  /**
   * Runs the job.
   *
   * @param args see the options
   */
  public static void main(String[] args) {
    JobMain.run(new ChaosJob(), args);
  }

  @Override
  public void check() {
    examples = DataSpec.parse(data).open(Subset.TRAIN);
    configuration =
        Networks.configuration(
            "lenet",
            new NetworkOptions(
                examples.shape(), examples.classes().size(), Updater.ADAM, 0.001, SEED));
    if (resume != null) {
      resumed = Optional.of(CheckpointFolder.newest(checkpoints(resume)));
      if (!resumed.get().provenance().dataHash().equals(examples.fingerprint())) {
        throw new DataException(data + " has changed since the run was started");
      }
    }
  }

  static Path checkpoints(Path run) {
    return run.resolve("checkpoints");
  }

  @Override
  public void warmUp(JobContext context) {
    // Libraries are loaded before the executors are held to their shares.
    SparkContext spark = context.sparkContext().sc();
    new Scout(spark, context.members()).unmeasured(source(spark), configuration);
  }

  @Override
  public void run(JobContext context) {
    Path folder = resume == null ? output : resume;
    TrainingOutcome outcome;
    try (CheckpointFolder checkpoints =
        new CheckpointFolder(checkpoints(folder), configuration, List.of("--data", data))) {
      outcome = train(context, checkpoints);
    }
    ChaosResult.of(outcome).write(folder);
  }

  private TrainingOutcome train(JobContext context, CheckpointFolder checkpoints) {
    Training<ExampleBlock> training =
        Training.on(context.sparkContext())
            .data(TrainingData.of(source(context.sparkContext().sc())))
            .network("lenet", TrainableNetwork.of(configuration))
            .optimise(options().waiting(PATIENCE, context.executorTimeout()))
            .recruit(Recruiting.unmeasured())
            .listen(new Progress(checkpoints))
            .hooks(List.of(new SlowStep(stepMillis), new HoldStep(holdRound, holdSign)));
    resumed.ifPresent(training::resume);
    return training.fit().outcome();
  }

  private BlockSource<ExampleBlock> source(SparkContext spark) {
    return BlockSource.of(
        spark,
        examples,
        new ImageFeed(
            examples.shape(),
            examples.classes().size(),
            BATCH,
            Standardisation.none(examples.shape().channels()),
            false,
            Steps.PER_BATCH));
  }

  private TrainingOptions options() {
    return new TrainingOptions(
        epochs,
        OptionalInt.of(ROUND_BATCHES),
        Split.parse("2:1"),
        new ExampleAveraging(),
        SEED,
        DeviceRequest.AUTO);
  }

  private Provenance provenance(Map<String, Double> quotas) {
    return new Provenance(
        "lenet",
        data,
        examples.fingerprint(),
        examples.shape(),
        null,
        examples.classes(),
        Standardisation.none(examples.shape().channels()),
        SEED,
        epochs,
        quotas,
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** Says each round, keeps a checkpoint of it, and lets the bomb off after its round. */
  private final class Progress implements TrainingProgress {

    private final CheckpointFolder checkpoints;

    Progress(CheckpointFolder checkpoints) {
      this.checkpoints = checkpoints;
    }

    @Override
    public void round(RoundRecord round) {
      System.out.println("round " + round.round());
      System.out.flush();
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      boolean now = bombRound >= 0 && checkpoint.training().round() - 1 == bombRound;
      checkpoints.save(
          checkpoint, provenance(now ? HeapBomb.armed(bombPlace) : Map.of("executors", 1.0)));
    }
  }
}
