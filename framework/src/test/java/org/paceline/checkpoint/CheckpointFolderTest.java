package org.paceline.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.EpochRecord;
import org.paceline.ledger.Ledger;
import org.paceline.model.Counts;
import org.paceline.model.ModelException;
import org.paceline.model.ModelFile;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;
import org.paceline.model.Validation;
import org.paceline.pool.WorkerMemory;
import org.paceline.speed.ObservedSpeed;
import org.paceline.speed.SpeedGrade;

/** Checkpoints as files, without any cluster. */
class CheckpointFolderTest {

  private static final ImageShape SHAPE = new ImageShape(1, 16, 16);
  private static final int DIRECTORY = 500;
  private static final List<String> ARGUMENTS = List.of("--data", "shapes", "--epochs=2");
  private static final String LENET =
      Networks.configuration("lenet", new NetworkOptions(SHAPE, 2, Updater.ADAM, 0.001, 1));

  @TempDir private Path run;

  private Path folder() {
    return run.resolve("checkpoints");
  }

  @Test
  void aCheckpointComesBackWithAllThatWasSaved() {
    Checkpoint saved = checkpoint(7);
    save(saved);
    CheckpointFile read = CheckpointFolder.newest(folder());
    assertThat(read.file()).isEqualTo(folder().resolve("round-000007.zip"));
    assertThat(read.checkpoint().training()).isEqualTo(saved.training());
    assertThat(read.checkpoint().network().parameters()).isEqualTo(saved.network().parameters());
    assertThat(read.checkpoint().network().updater())
        .isEqualTo(saved.network().updater())
        .isNotEmpty();
    assertThat(read.checkpoint().network().counts().iterations()).isEqualTo(70);
    assertThat(read.arguments()).isEqualTo(ARGUMENTS);
    assertThat(read.provenance()).isEqualTo(provenance());
  }

  @Test
  void theLastThreeAreKeptAndNothingElseIsLeft() throws IOException {
    save(checkpoint(8), checkpoint(9), checkpoint(10), checkpoint(11));
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("round-000009.zip", "round-000010.zip", "round-000011.zip");
    }
  }

  @Test
  void whatAKilledWriterLeftIsNoCheckpointAndIsWrittenOver() throws IOException {
    save(checkpoint(1));
    Path torn = Files.writeString(folder().resolve("round-000002.zip.tmp"), "half");
    assertThat(CheckpointFolder.newest(folder()).checkpoint().training().round()).isEqualTo(1);
    save(checkpoint(2));
    assertThat(torn).doesNotExist();
    assertThat(CheckpointFolder.newest(folder()).checkpoint().training().round()).isEqualTo(2);
  }

  /** A cut at any place, and a flip of any bit, is found, or does no harm. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void damageAnywhereIsFoundOrDoesNoHarm(boolean torn) throws IOException {
    Checkpoint saved = checkpoint(2);
    save(saved);
    Path file = folder().resolve("round-000002.zip");
    byte[] whole = Files.readAllBytes(file);
    // A sample of places, and all near the end, where the zip format keeps its directory.
    int directory = whole.length - DIRECTORY;
    for (int at = 0; at < whole.length; at += Math.max(1, Math.min(1999, directory - at))) {
      byte[] damaged = torn ? Arrays.copyOf(whole, at) : whole.clone();
      if (!torn) {
        damaged[at] ^= (byte) (1 << at % 8);
      }
      Files.write(file, damaged);
      assertFoundOrHarmless(file, saved, "damaged at %d of %d".formatted(at, whole.length));
    }
  }

  private static void assertFoundOrHarmless(Path file, Checkpoint saved, String how) {
    try {
      Checkpoint read = CheckpointFile.read(file).checkpoint();
      assertThat(read.training()).as(how).isEqualTo(saved.training());
      assertThat(read.network().parametersHash())
          .as(how)
          .isEqualTo(saved.network().parametersHash());
      assertThat(read.network().updater()).as(how).isEqualTo(saved.network().updater());
    } catch (ModelException e) {
      assertThat(e).as(how).hasMessageContaining(file.toString());
    }
  }

  @Test
  void aCheckpointOfAnotherFormatIsNamed() throws IOException {
    Path file = withTraining("{\"format\": 1, \"compass\": \"north\"}");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessage(file + " has format 1, this version reads 2");
  }

  @Test
  void parametersOfAnotherRoundAreRefused() throws IOException {
    Path file =
        withTraining(
            "{\"format\": 2, \"arguments\": [], \"iterations\": 0, \"parametersHash\": \"00\"}");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessage(file + ": its parameters are not those that were saved");
  }

  @Test
  void aCheckpointThatIsNotCompleteIsRefused() throws IOException {
    NetworkState state = NetworkState.of(TrainableNetwork.of(LENET));
    Path file =
        withTraining(
            "{\"format\": 2, \"parametersHash\": \"%s\", \"updaterHash\": \"%s\"}"
                .formatted(state.parametersHash(), state.updaterHash()));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessage(file + ": its training.json is not complete");
  }

  @Test
  void aModelIsNoCheckpoint() throws IOException {
    Path file = run.resolve("model.zip");
    ModelFile.save(file, TrainableNetwork.of(LENET), provenance());
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessage(file + " is a model, but no checkpoint: it has no training.json");
  }

  @Test
  void whereNoCheckpointIsWholeNoneIsUsed() throws IOException {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> CheckpointFolder.newest(folder()))
        .withMessage(
            "none of the 0 checkpoints in %s can be used; start the training anew", folder());
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("round-000001.zip"), "not a zip");
    Files.writeString(folder().resolve("notes.zip"), "not counted");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> CheckpointFolder.newest(folder()))
        .withMessage(
            "none of the 1 checkpoints in %s can be used; start the training anew", folder());
  }

  @Test
  void whatCannotBeWrittenIsSaidAndEarlierCheckpointsStay() throws IOException {
    save(checkpoint(1));
    // Where the next is written first there is a folder, which no file can replace.
    Path inTheWay = Files.createDirectory(folder().resolve("round-000002.zip.tmp"));
    Files.createFile(inTheWay.resolve("full"));
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> save(checkpoint(2)))
        .withMessageStartingWith(
            "checkpoint " + folder().resolve("round-000002.zip") + " cannot be written: ")
        .withMessageEndingWith(
            ". Earlier checkpoints are kept: make room, then go on with --resume " + run);
    assertThat(CheckpointFolder.newest(folder()).checkpoint().training().round()).isEqualTo(1);
  }

  private Path withTraining(String json) throws IOException {
    Path file = run.resolve("round-000001.zip");
    ModelFile.save(
        file,
        TrainableNetwork.of(LENET),
        provenance(),
        Map.of("training.json", json.getBytes(StandardCharsets.UTF_8)));
    return file;
  }

  private void save(Checkpoint... checkpoints) {
    try (CheckpointFolder writer = new CheckpointFolder(folder(), LENET, ARGUMENTS)) {
      for (Checkpoint checkpoint : checkpoints) {
        writer.save(checkpoint, provenance());
      }
    }
  }

  private static Checkpoint checkpoint(int round) {
    TrainableNetwork network = TrainableNetwork.of(LENET);
    float[] updater = network.updaterState();
    for (int i = 0; i < updater.length; i++) {
      updater[i] = round + 1f / (i + 1);
    }
    return new Checkpoint(
        new NetworkState(network.parameters(), updater, new Counts(10 * round, 10 * round, 0)),
        training(round));
  }

  private static TrainingState training(int round) {
    Ledger ledger = new Ledger(6, 5);
    ledger.startEpoch(2);
    ledger.book(0, round - 1, List.of(4, 1));
    return new TrainingState(
        5,
        2,
        1,
        round,
        ledger.state(),
        16,
        64,
        1.5,
        80.25,
        20.5,
        List.of(new EpochRecord(1, true, "ab")),
        List.of(new Validation(1, 0.25, 0.75)),
        List.of(
            new WorkerMemory(
                "0",
                100.5,
                new ObservedSpeed.Memory(
                    List.of(99.0, 100.0, 101.0), List.of(0.1, 0.2, 0.3), SpeedGrade.OBSERVED),
                64,
                0,
                0.75,
                0.5,
                1.25,
                -0.125,
                round)));
  }

  private static Provenance provenance() {
    return new Provenance(
        "lenet",
        "shapes",
        "cd",
        SHAPE,
        null,
        List.of("circle", "square"),
        Standardisation.none(1),
        5,
        2,
        Map.of("0", 1.0),
        Map.of("0", 100.5),
        Map.of(),
        Map.of("paceline", "0.1.0"));
  }
}
