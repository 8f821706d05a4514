package org.paceline.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paceline.checkpoint.CheckpointFile;
import org.paceline.checkpoint.CheckpointFolder;
import org.paceline.data.DataException;
import org.paceline.tensorboard.TensorBoard;
import org.paceline.train.CheckpointPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where a training writes, and which it goes on with. */
final class RunArguments {

  private static final Logger LOG = LoggerFactory.getLogger(RunArguments.class);

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

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description =
          "Write loss, speed and efficiency of every round, validation, and the test's accuracy, for"
              + " 'tensorboard --logdir DIR'.")
  private Path tensorboard;

  private Optional<CheckpointFile> resumed = Optional.empty();

  /** Checks what can be known before any data is read. */
  void check() {
    if (checkpointEvery < 1) {
      throw new IllegalArgumentException(
          "--checkpoint-every must be at least 1, not " + checkpointEvery);
    }
    if (resume != null) {
      resume = RunFolder.place(resume);
    } else {
      output = RunFolder.check(RunFolder.place(output == null ? defaultOutput() : output));
    }
  }

  private static Path defaultOutput() {
    return Path.of(
        "runs",
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)));
  }

  /** Reads the checkpoint that the run goes on from, if it does, and compares its data. */
  void takeUp(TrainingImages images) {
    if (resume == null) {
      return;
    }
    CheckpointFile checkpoint = CheckpointFolder.newest(Resumption.checkpoints(resume));
    if (!checkpoint.provenance().dataHash().equals(images.training().fingerprint())) {
      throw new DataException(
          "%s is not the data that the run in %s was started with: its content has changed"
              .formatted(images.name(), resume));
    }
    RunFolder.open(resume);
    resumed = Optional.of(checkpoint);
  }

  /** The checkpoint that was taken up. */
  Optional<CheckpointFile> resumed() {
    return resumed;
  }

  /** What the run writes, in a folder that is made with its pool. */
  RunBooks books(RunDescription run) {
    int before = resumed.map(file -> file.checkpoint().training().round()).orElse(0);
    Optional<TensorBoard> board =
        Optional.ofNullable(tensorboard)
            .map(named -> new TensorBoard(RunFolder.place(named), Clock.systemUTC()));
    return new RunBooks(run, new RunLog(this::folder, run, before), board);
  }

  /** The run's folder, which is made unless it goes on. */
  private RunFolder folder() {
    return resume == null ? RunFolder.create(output) : RunFolder.open(resume);
  }

  CheckpointPlace checkpoints(List<String> arguments) {
    return new CheckpointPlace(
        Resumption.checkpoints(path()), checkpointEvery, Resumption.remembered(arguments));
  }

  /** Says how to go on with a run that ended too early. */
  void tellWhatIsKept() {
    if (Files.exists(Resumption.checkpoints(path()))) {
      LOG.warn("what was trained is kept: paceline train --resume {} goes on from there", path());
    }
  }

  private Path path() {
    return resume == null ? output : resume;
  }
}
