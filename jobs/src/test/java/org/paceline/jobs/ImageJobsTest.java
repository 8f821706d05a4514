package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.job.ExitCode;
import org.paceline.job.Job;
import org.paceline.model.ModelFile;

/** Folders of photos, from training to predictions. */
class ImageJobsTest {

  private static final int RED = 0xc03030;
  private static final int YELLOW = 0xc0c030;
  private static final int BLUE = 0x3030c0;

  @TempDir private static Path folder;
  private static SharedCluster cluster;

  @BeforeAll
  static void train() throws IOException {
    Photos photos = new Photos(24, 60);
    photos.write(folder.resolve("fruits/apple"), 40, RED);
    photos.write(folder.resolve("fruits/banana"), 40, YELLOW);
    photos.write(folder.resolve("fruits/plum"), 40, BLUE);
    cluster = new SharedCluster(2);
    done(run(new Train(), "fruits", "--image-size", "28", training("run", "6")));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void photosOfAllSizesAreTrainedOnAndTheModelRemembersTheirSize() {
    assertThat(ModelFile.load(model()).provenance().orElseThrow().size().orElseThrow())
        .hasToString("28:crop");
  }

  @Test
  void aModelIsComparedByTheNamesOfClasses() throws IOException {
    Photos photos = new Photos(30, 40);
    photos.write(folder.resolve("some/banana"), 30, YELLOW);
    photos.write(folder.resolve("some/plum"), 30, BLUE);
    done(run(new Evaluate(), "some", "--subset", "train", with("some-evaluated")));
    assertThat(accuracy("some-evaluated/evaluation.json")).isGreaterThan(0.9);
  }

  @Test
  void photosOfAnotherSizeThanTheModelsAreRefusedWithTheOptionThatHelps() {
    refused(
        run(new Evaluate(), "fruits", "--image-size", "30", with("no-size")),
        model()
            + " takes images of 28×28×3, the data has 30×30×3; without --image-size they are"
            + " brought to 28:crop");
  }

  /** Saved by DL4J, it tells neither classes nor size, but what its inputs went through. */
  @Test
  void aModelOfDl4jIsFedAsItsNormaliserSays() throws IOException {
    Standardisation scale = ModelFile.provenance(model()).orElseThrow().standardisation();
    Path foreign = Files.copy(model(), folder.resolve("foreign.zip"));
    try (FileSystem zip = FileSystems.newFileSystem(foreign)) {
      Files.delete(zip.getPath("paceline.json"));
    }
    ModelSerializer.addNormalizerToModel(
        foreign.toFile(), new NormalizerStandardize(row(scale.mean()), row(scale.deviation())));
    String[] options = {
      "--image-size",
      "28",
      "--model",
      foreign.toString(),
      "--output",
      folder.resolve("foreign-evaluated").toString()
    };
    done(run(new Evaluate(), "fruits", options));
    assertThat(accuracy("foreign-evaluated/evaluation.json"))
        .isEqualTo(accuracy("run/result.json"))
        .isGreaterThan(0.9);
  }

  private static INDArray row(List<Float> values) {
    return Nd4j.createFromArray(values.toArray(Float[]::new)).reshape(1, values.size());
  }

  private static double accuracy(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile()).path("accuracy").asDouble();
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsRefused() throws IOException {
    Photos photos = new Photos(30, 30);
    photos.write(folder.resolve("others/banana"), 4, YELLOW);
    photos.write(folder.resolve("others/date"), 4, RED);
    photos.write(folder.resolve("others/plum"), 4, BLUE);
    refused(
        run(new Evaluate(), "others", with("others-evaluated")),
        model()
            + " knows the classes [apple, banana, plum], but not date of the data, which has"
            + " [banana, date, plum]");
  }

  @Test
  void everyPhotoOfAnyFolderIsNamedWithItsMostProbableClasses() throws IOException {
    Photos photos = new Photos(20, 90);
    photos.write(folder.resolve("unsorted"), 3, BLUE);
    photos.write(folder.resolve("unsorted/new, today/apple"), 20, RED);
    done(run(new Predict(), "unsorted", "--top", "2", with("predicted")));
    List<String> lines = Files.readAllLines(folder.resolve("predicted/predictions.csv"));
    assertThat(lines).hasSize(24);
    assertThat(lines.get(0)).isEqualTo("path,label,predicted,probability,predicted2,probability2");
    assertThat(lines).filteredOn(line -> line.matches("00[0-2]\\.png,,plum,.*")).hasSize(3);
    assertThat(lines)
        .filteredOn(line -> line.matches("\"new, today/apple/0\\d\\d\\.png\",apple,apple,.*"))
        .hasSize(20);
  }

  @Test
  void aFlatFolderOfAnythingIsNamedToo() throws IOException {
    new Photos(20, 90).write(folder.resolve("flat"), 12, YELLOW);
    done(run(new Predict(), "flat", with("flat-predicted")));
    assertThat(Files.readAllLines(folder.resolve("flat-predicted/predictions.csv")))
        .hasSize(13)
        .isSortedAccordingTo(Comparator.comparing(line -> line.startsWith("path") ? "" : line))
        .filteredOn(line -> line.matches("0\\d\\d\\.png,,banana,\\d\\.\\d{4}"))
        .hasSize(12);
  }

  @Test
  void photosOfDifferentSizesAskForOneSize() {
    JobRun run = run(new Train(), "fruits", training("none", "1"));
    assertThat(run.errors()).contains(" like most, such as ", "--image-size brings all to one");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void executorsFindTheOddPhotoBeforeTraining() throws IOException {
    new Photos(32, 32).write(folder.resolve("odd/train/cat"), 60, RED);
    new Photos(32, 32).write(folder.resolve("odd/train/dog"), 20, BLUE);
    Examples examples = DataSpec.parse("images:" + folder.resolve("odd")).open(Subset.TRAIN);
    String last = examples.name(examples.size() - 1);
    new Photos(9, 9).write(folder.resolve("small"), 1, RED);
    Files.move(
        folder.resolve("small/000.png"),
        folder.resolve("odd").resolve(last),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(
        run(new Train(), "odd", training("odd-run", "1")),
        "1 of %d images are not 32×32 like most, such as %s of 9×9; --image-size brings all to one size"
            .formatted(examples.size(), last));
    assertThat(folder.resolve("odd-run")).doesNotExist();
  }

  /** Its header is whole, so that it is found when all are decoded. */
  @Test
  void aPhotoThatTurnsOutBadEndsTheRunWithItsName() throws IOException {
    new Photos(32, 32).write(folder.resolve("torn/cat"), 60, RED);
    new Photos(32, 32).write(folder.resolve("torn/dog"), 60, BLUE);
    Examples examples = DataSpec.parse("images:" + folder.resolve("torn")).open(Subset.TRAIN);
    Path last = folder.resolve("torn").resolve(examples.name(examples.size() - 1));
    Files.write(last, Arrays.copyOf(Files.readAllBytes(last), 1500));
    JobRun run = run(new Train(), "torn", "--no-standardise", training("torn-run", "1"));
    assertThat(run.errors()).startsWith("paceline: ").contains(last + " cannot be read: ");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(folder.resolve("torn-run/model.zip")).doesNotExist();
  }

  private static Path model() {
    return folder.resolve("run/model.zip");
  }

  private static String[] training(String output, String epochs) {
    return new String[] {
      "--model",
      "lenet",
      "--epochs",
      epochs,
      "--split",
      "1:1",
      "--trial-time",
      "1",
      "--output",
      folder.resolve(output).toString()
    };
  }

  private static String[] with(String output) {
    return new String[] {
      "--model", model().toString(), "--output", folder.resolve(output).toString()
    };
  }

  private static JobRun run(Job job, String data, String[] more) {
    String[] own = {"--data", "images:" + folder.resolve(data), "--batch-size", "9"};
    return cluster.run(job, Stream.of(own, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static JobRun run(Job job, String data, String option, String[] more) {
    return run(job, data, Stream.concat(Stream.of(option), Stream.of(more)).toArray(String[]::new));
  }

  private static JobRun run(Job job, String data, String option, String value, String[] more) {
    return run(
        job, data, Stream.concat(Stream.of(option, value), Stream.of(more)).toArray(String[]::new));
  }

  private static void done(JobRun run) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
  }

  private static void refused(JobRun run, String message) {
    assertThat(run.errors()).isEqualToIgnoringNewLines("paceline: " + message);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
  }
}
