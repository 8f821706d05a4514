package org.paceline.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.evaluation.classification.Evaluation;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.CheckpointFile;
import org.paceline.checkpoint.CheckpointFolder;
import org.paceline.data.DataException;
import org.paceline.data.ExampleBlock;
import org.paceline.engine.Kernels;
import org.paceline.evaluate.Evaluator;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.TrainableNetwork;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.scout.SameBits;
import org.paceline.scout.Scout;
import org.paceline.scout.Scouting;
import org.paceline.speed.TrialCache;
import org.paceline.train.RoundRecord;
import org.paceline.train.Trainer;
import org.paceline.train.TrainingOptions;
import org.paceline.train.TrainingOutcome;
import org.paceline.train.TrainingProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network on all executors, each with the share that lets all finish together. */
@Command(
    name = "paceline train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains a network on unequal machines so that all of them finish together.",
    footer = {
      "",
      "Examples:",
      "  paceline train",
      "  paceline train --data cifar10:/data/cifar --model cnn --epochs 10 --augment",
      "  paceline train --model resnet20 --updater nesterovs --learning-rate 0.1 --schedule cosine",
      "  paceline train --workers 0.6,0.6 --split equal --output runs/equal",
      "  paceline train --resume runs/20261121-120000",
      "  spark-submit --class org.paceline.jobs.Train paceline-jobs.jar --data cifar10:hdfs:///cifar",
      "",
      "Exit codes: 0 done, 2 bad arguments, 3 bad data, 4 cluster failed, 5 training diverged,",
      "6 output not written."
    })
public final class Train implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(Train.class);
  private static final int WARM_UP_ROUNDS = 5;

  @Mixin private TrainingImages images;
  @Mixin private NetworkArguments network;
  @Mixin private RateArguments rates;
  @Mixin private TrainingArguments how;
  @Mixin private TrialArguments trials;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the results, which must not exist (default: runs/DATE-TIME).")
  private Path output;

  @Option(
      names = Resumption.OPTION,
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder after its driver died, from its last checkpoint and with"
              + " its options; only --workers, --master and --executor-timeout may be given anew.")
  private Path resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Write a checkpoint every N rounds and after the last; a driver that dies loses up to N"
              + " rounds and the one that is going on (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  private List<String> arguments = List.of();
  private Optional<CheckpointFile> resumed = Optional.empty();
  private final Map<String, String> kernels = new ConcurrentHashMap<>();
  private final SameBits sameBits = new SameBits(Kernels.COMMON);
  private TrainableNetwork start;

  /** The network that is trained: {@code start}, which is saved, does not follow the schedule. */
  private String configuration;

  private TrainingOptions options;
  private NetworkState state;

  /**
   * Runs the job.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new Train(), args);
  }

  @Override
  public List<String> arguments(List<String> given) {
    arguments = Resumption.arguments(given);
    return arguments;
  }

  @Override
  public void check() {
    // Wrong options are found here, before any data is read.
    how.options(network.seed());
    how.check(rates);
    if (checkpointEvery < 1) {
      throw new IllegalArgumentException(
          "--checkpoint-every must be at least 1, not " + checkpointEvery);
    }
    trials.trial();
    if (resume != null) {
      resume = RunFolder.place(resume);
    } else {
      output = RunFolder.check(RunFolder.place(output == null ? defaultOutput() : output));
    }
    network.check();
    images.open();
    options = how.options(network.seed());
    start = network.open(images.training());
    int batches = how.batchesOfEpoch(images.training().size(), images.batchSize());
    configuration = rates.configuration(start, options.epochs(), batches);
    state = NetworkState.of(start);
    if (resume != null) {
      takeUp();
    }
  }

  private void takeUp() {
    CheckpointFile checkpoint = CheckpointFolder.newest(Resumption.checkpoints(resume));
    if (!checkpoint.provenance().dataHash().equals(images.training().fingerprint())) {
      throw new DataException(
          "%s is not the data that the run in %s was started with: its content has changed"
              .formatted(images.name(), resume));
    }
    output = RunFolder.open(resume).path();
    resumed = Optional.of(checkpoint);
    state = checkpoint.checkpoint().network();
  }

  private static Path defaultOutput() {
    return Path.of(
        "runs",
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)));
  }

  @Override
  public Map<String, String> executorEnvironment() {
    return how.reproducible() ? Kernels.COMMON.environment() : Map.of();
  }

  @Override
  public void warmUp(JobContext context) {
    checkSplit(context);
    images.prepare(context.sparkContext(), how.steps());
    Scout scout = new Scout(context.sparkContext().sc(), context.members());
    BlockSource<ExampleBlock> source = source(context);
    trainer(context, source, options, TrainingProgress.NONE, Scouting.NONE)
        .rehearse(scout.warmUp(source, configuration), state, WARM_UP_ROUNDS);
  }

  /** A ratio of another length than the pool is found before anything is written. */
  private void checkSplit(JobContext context) {
    List<WorkerSpeed> workers =
        context.members().stream().map(m -> WorkerSpeed.of(m.executorId(), 1)).toList();
    options.split().planner(0).plan(workers, 1);
  }

  private Trainer<ExampleBlock> trainer(
      JobContext context,
      BlockSource<ExampleBlock> source,
      TrainingOptions chosen,
      TrainingProgress progress,
      Scouting scouting) {
    return new Trainer<>(context.sparkContext(), source, configuration, chosen, progress, scouting);
  }

  private BlockSource<ExampleBlock> source(JobContext context) {
    return images.trainingSource(context.sparkContext());
  }

  @Override
  public void run(JobContext context) {
    BlockSource<ExampleBlock> source = source(context);
    TrialCache cache = trials.cache();
    resumed.ifPresent(file -> kernels.putAll(Origin.earlier(file.provenance().kernels())));
    Scout scout = new Scout(context.sparkContext().sc(), context.members());
    if (how.reproducible()) {
      scout.require(sameBits);
    }
    List<PoolWorker> pool = tried(scout, source, cache);
    RunFolder folder = resume == null ? RunFolder.create(output) : RunFolder.open(output);
    RunDescription run = describe(context);
    Origin origin = new Origin(network.name(), network.seed(), images, kernels);
    TrainingOutcome outcome;
    try (CheckpointFolder checkpoints = checkpoints(folder)) {
      List<RoundRecord> earlier = earlier(folder);
      RunLog log =
          new RunLog(folder, run, checkpoint -> keep(checkpoint, checkpoints, origin), earlier);
      outcome = train(context, source, pool, log, cache);
      log.finish();
    }
    Scout.forgetStale(cache, outcome.workers());
    Scores scores = Scores.of(evaluate(context.sparkContext(), outcome));
    ResultDocument result = ResultDocument.of(run, outcome, scores);
    outcome.state().applyTo(start);
    folder.model("model.zip", start, origin.of(outcome, options.epochs()));
    folder.text(
        "report.html",
        HtmlReport.of(result, outcome, folder.lines(RunLog.PROGRESS, RoundRecord.class)));
    folder.json("result.json", result);
    System.out.println(Summary.of(outcome, result, folder));
  }

  private void keep(Checkpoint checkpoint, CheckpointFolder checkpoints, Origin origin) {
    long inAll = (long) options.epochs() * images.training().size();
    boolean last = checkpoint.training().examples() == inAll;
    if (last || checkpoint.training().round() % checkpointEvery == 0) {
      checkpoints.save(checkpoint, origin.of(checkpoint));
    }
  }

  private TrainingOutcome train(
      JobContext context,
      BlockSource<ExampleBlock> source,
      List<PoolWorker> pool,
      TrainingProgress log,
      TrialCache cache) {
    Scouting scouting =
        newcomers -> {
          Scout scout = new Scout(context.sparkContext().sc(), newcomers);
          if (how.reproducible() && !scout.leaveOut(sameBits)) {
            return List.of();
          }
          scout.warmUp(source, configuration);
          return tried(scout, source, cache);
        };
    TrainingOptions waiting = options.waiting(options.patience(), context.executorTimeout());
    TrainingProgress progress = log.and(new ConsoleProgress(System.out));
    Trainer<ExampleBlock> trainer = trainer(context, source, waiting, progress, scouting);
    try {
      return resumed.isPresent()
          ? trainer.resume(pool, resumed.get().checkpoint())
          : trainer.train(pool, state);
    } catch (RuntimeException e) {
      if (Files.exists(Resumption.checkpoints(output))) {
        LOG.warn("what was trained is kept: paceline train --resume {} goes on from there", output);
      }
      throw e;
    }
  }

  private List<PoolWorker> tried(Scout scout, BlockSource<ExampleBlock> source, TrialCache cache) {
    kernels.putAll(scout.kernels());
    return scout.pool(source, configuration, trials.trial(), Optional.of(cache), options.device());
  }

  private CheckpointFolder checkpoints(RunFolder folder) {
    return new CheckpointFolder(
        Resumption.checkpoints(folder.path()),
        start.configuration(),
        Resumption.remembered(arguments));
  }

  /** The rounds up to the checkpoint; what was trained after it is trained again. */
  private List<RoundRecord> earlier(RunFolder folder) {
    int rounds = resumed.map(file -> file.checkpoint().training().round()).orElse(0);
    return rounds == 0
        ? List.of()
        : folder.lines(RunLog.PROGRESS, RoundRecord.class).stream()
            .filter(round -> round.round() < rounds)
            .toList();
  }

  private Evaluation evaluate(JavaSparkContext spark, TrainingOutcome outcome) {
    return new Evaluator(spark, outcome.workers(), configuration, outcome.state())
        .evaluate(images.testSource(spark), images.test().classes());
  }

  private RunDescription describe(JobContext context) {
    return new RunDescription(
        images.name(),
        images.training().fingerprint(),
        network.name(),
        images.batchSize(),
        options.roundBlocks().isPresent() ? options.roundBlocks().getAsInt() : null,
        how.split(),
        how.averaging(),
        network.seed(),
        options.epochs(),
        context.limiter().orElse("none"));
  }
}
