package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.data.ImageShape;
import org.paceline.job.ExitCode;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;

/** Every wrong input ends with its own code and one message, and leaves nothing behind. */
class BadInputTest {

  private static final int RECORD = 3073;

  @TempDir private Path folder;
  private Path output;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    output = folder.resolve("run");
    data = CifarFolder.write(folder.resolve("cifar"), 90, 30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --model vgg           | model is one of cnn, lenet, resnet20, or the path of a DL4J .json or .zip file, not 'vgg'
          --split fair          | split is one of proportional, equal, a ratio such as 4:2:1, or a plan.json, not 'fair'
          --averaging median    | averaging is one of examples, uniform, normalized, not 'median'
          --data mnist          | data is one of shapes, cifar10[:DIR], cifar100[:DIR], images:DIR, not 'mnist'
          --data images         | data is one of shapes, cifar10[:DIR], cifar100[:DIR], images:DIR, not 'images'
          --data cifar10:       | data is one of shapes, cifar10[:DIR], cifar100[:DIR], images:DIR, not 'cifar10:'
          --epochs 0            | epochs must be at least 1, not 0
          --round-batches 0     | a round has at least 1 batch, not 0
          --batch-size 0        | --batch-size must be at least 1, not 0
          --limit 0             | --limit must be at least 1, not 0
          --learning-rate -1    | --learning-rate must be positive, not -1.0
          --momentum 0.5        | --momentum 0.5 goes with --updater nesterovs only, not with adam
          --momentum 0.5 --updater sgd      | --momentum 0.5 goes with --updater nesterovs only, not with sgd
          --momentum 1 --updater nesterovs  | --momentum must be at least 0 and less than 1, not 1.0
          --momentum -0.1 --updater nesterovs | --momentum must be at least 0 and less than 1, not -0.1
          --momentum NaN --updater nesterovs | --momentum must be at least 0 and less than 1, not NaN
          --weight-decay -1     | --weight-decay must be at least 0 and finite, not -1.0
          --validate 1          | --validate must be more than 0 and less than 1, not 1.0
          --validate 1e-9       | a part of 1.0E-9 of 12800 examples leaves none to validate on
          --early-stopping 0    | --early-stopping must be at least 1, not 0
          --early-stopping 1 --least-gain -1 | --least-gain must be at least 0 and finite, not -1.0
          --clip 0              | --clip must be positive and finite, not 0.0
          --label-smoothing 1   | --label-smoothing must be at least 0 and less than 1, not 1.0
          --weight-decay NaN    | --weight-decay must be at least 0 and finite, not NaN
          --model a.zip --momentum 0.5 | --momentum 0.5 is for a network by its name; the model from a.zip keeps its own
          --model a.json --weight-decay 0.1 | --weight-decay 0.1 is for a network by its name; the model from a.json keeps its own
          --schedule linear     | Invalid value for option '--schedule': expected one of [CONSTANT, STEP, COSINE] (case-insensitive) but was 'linear' (see --help)
          --warm-up -1          | --warm-up must be at least 0 epochs and finite, not -1.0
          --warm-up NaN         | --warm-up must be at least 0 epochs and finite, not NaN
          --warm-up 4           | --warm-up must be less than the run's 4 epochs, not 4.0
          --warm-up 1 --epochs 1 | --warm-up must be less than the run's 1 epochs, not 1.0
          --synchronous --schedule cosine | --schedule cosine with --synchronous needs --round-batches: there each round is one step, and the schedule must know how many there will be
          --synchronous --warm-up 0.5 | --schedule constant with --warm-up 0.5 with --synchronous needs --round-batches: there each round is one step, and the schedule must know how many there will be
          --workers 0.5,x       | a worker's share is a number of cores such as 0.8, not 'x'
          --patience 1          | patience is a factor above 1 of a round's planned length, not 1.0
          --resume              | Expected parameter for option '--resume' but found '--output' (see --help)
          --fast                | Unknown option: '--fast' (see --help)
          --epochs many         | Invalid value for option '--epochs': 'many' is not an int (see --help)
          --executor-timeout 0  | --executor-timeout must be at least 1 s, not 0
          --trial-time -1       | --trial-time must be from 0 to 3600 s, not -1.0
          --trial-time NaN      | --trial-time must be from 0 to 3600 s, not NaN
          """)
  void wrongArgumentsExitWithTwo(String argument, String message) {
    refused(ExitCode.BAD_ARGUMENTS, message, argument.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --batch-sizes 16,x    | --batch-sizes are whole numbers of at least 1 such as 16,32,64,128,256, not '16,x'
          --batch-sizes 0       | --batch-sizes are whole numbers of at least 1 such as 16,32,64,128,256, not '0'
          --batch-sizes 16,,32  | --batch-sizes are whole numbers of at least 1 such as 16,32,64,128,256, not '16,,32'
          --batch-sizes -4      | --batch-sizes are whole numbers of at least 1 such as 16,32,64,128,256, not '-4'
          --batch-sizes         | Missing required parameter for option '--batch-sizes' (N,…) (see --help)
          --model vgg           | model is one of cnn, lenet, resnet20, or the path of a DL4J .json or .zip file, not 'vgg'
          --batch-size 16       | Unknown options: '--batch-size', '16' (see --help)
          """)
  void wrongArgumentsOfAProfileExitWithTwo(String argument, String message) {
    JobRun run = JobRun.of(new Profile(), argument.split(" "));
    assertThat(run.errors()).isEqualToIgnoringNewLines("paceline: " + message);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_ARGUMENTS);
  }

  @Test
  void aBatchSizeLargerThanTheDataIsNotTimed() {
    JobRun run = JobRun.of(new Profile(), "--batch-sizes", "16,91", "--data", "cifar10:" + data);
    assertThat(run.errors())
        .isEqualToIgnoringNewLines(
            "paceline: --batch-sizes: 91 is larger than the data of 90 examples");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_ARGUMENTS);
  }

  @Test
  void aBatchLargerThanTheDataIsRefused() {
    refused(
        ExitCode.BAD_ARGUMENTS,
        "--batch-size 91 is larger than the data of 90 examples",
        "--data",
        "cifar10:" + data,
        "--batch-size",
        "91");
  }

  @Test
  void anOutputFolderThatExistsIsNeverWrittenOver() throws IOException {
    Path existing = Files.createDirectory(folder.resolve("existing"));
    JobRun run = JobRun.of(new Train(), "--output", existing.toString());
    assertThat(run.code()).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(run.errors())
        .isEqualToIgnoringNewLines(
            "paceline: --output " + existing + " exists already; give a folder that does not");
    assertThat(existing).isEmptyDirectory();
  }

  @Test
  void anOutputFolderBelowAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    JobRun run = JobRun.of(new Train(), "--output", file.resolve("run").toString());
    assertThat(run.code()).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(run.errors())
        .isEqualToIgnoringNewLines(
            "paceline: --output %s/run cannot be made: %s is no folder that can be written"
                .formatted(file, file));
  }

  @Test
  void aRatioOfAnotherLengthThanThePoolIsRefusedBeforeAnythingIsWritten() {
    refused(
        ExitCode.BAD_ARGUMENTS,
        "the ratio [1.0, 1.0] has 2 parts, but there are 1 workers",
        "--split",
        "1:1",
        "--master",
        "local[1]");
  }

  @Test
  void aTruncatedFileExitsWithThree() throws IOException {
    Path file = data.resolve("data_batch_2.bin");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    refusedData(
        file,
        " has 92189 bytes, which is not a whole number of cifar10 records of 3073 bytes: "
            + "3072 bytes too many or 1 too few");
  }

  @Test
  void anOverLongFileExitsWithThree() throws IOException {
    Path file = data.resolve("test_batch.bin");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 5));
    refusedData(
        file,
        " has 92195 bytes, which is not a whole number of cifar10 records of 3073 bytes: "
            + "5 bytes too many or 3068 too few");
  }

  @Test
  void aLabelOutOfRangeExitsWithThree() throws IOException {
    Path file = data.resolve("data_batch_1.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7 * RECORD] = 10;
    Files.write(file, bytes);
    refusedData(file, ": record 7 has label 10, cifar10 labels go from 0 to 9");
  }

  @Test
  void anEmptyFolderExitsWithThree() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(
        ExitCode.BAD_DATA,
        empty
            + " holds no train file of cifar10: expected names like data_batch_1.bin; it is empty",
        "--data",
        "cifar10:" + empty);
  }

  @Test
  void aModelThatIsNoneExitsWithThree() throws IOException {
    Path missing = folder.resolve("missing.zip");
    refused(
        ExitCode.BAD_DATA,
        "model file " + missing + " does not exist or is not readable",
        "--model",
        missing.toString());
    Path keras = Files.writeString(folder.resolve("model.h5"), "HDF");
    refused(
        ExitCode.BAD_DATA,
        "model file "
            + keras
            + " ends neither in .json, as a DL4J configuration, nor in .zip, as a saved model; a"
            + " model of Keras': import it by DL4J's KerasModelImport and save it by its"
            + " ModelSerializer",
        "--model",
        keras.toString());
    Path corrupt = Files.writeString(folder.resolve("corrupt.zip"), "corrupt");
    JobRun run = JobRun.of(new Evaluate(), "--model", corrupt.toString());
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.errors()).startsWith("paceline: " + corrupt + " is not a usable model zip: ");
  }

  @Test
  void aModelThatTellsOtherClassesOrTakesOtherImagesExitsWithThree() throws IOException {
    refusedModel(32, 3, "the network tells 3 classes apart, the data has 10");
    refusedModel(28, 10, "the network does not take images of 32×32×3: ");
  }

  private void refusedModel(int side, int classes, String message) throws IOException {
    ImageShape shape = new ImageShape(3, side, side);
    NetworkOptions options = new NetworkOptions(shape, classes, Updater.SGD, 0.1, 1);
    String configuration = Networks.configuration("lenet", options);
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
    network.init();
    Path file = folder.resolve(side + ".zip");
    ModelSerializer.writeModel(network, file.toFile(), false);
    JobRun run = JobRun.of(new Evaluate(), "--model", file.toString(), "--data", "cifar10:" + data);
    assertThat(run.errors()).startsWith("paceline: model " + file + ": " + message);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
  }

  @Test
  void aClusterWithoutExecutorsExitsWithFour() {
    try (EmbeddedCluster empty = EmbeddedCluster.start(java.util.List.of())) {
      refused(
          ExitCode.CLUSTER_FAILED,
          "no executor came within 1 s; is the cluster running, and does it have the memory that"
              + " is asked for?",
          "--master",
          empty.configuration().get("spark.master"),
          "--executor-timeout",
          "1");
    }
  }

  @Test
  void aMasterThatIsNoneExitsWithFour() {
    JobRun run = JobRun.of(new Train(), "--master", "nonsense", "--output", output.toString());
    assertThat(run.code()).isEqualTo(ExitCode.CLUSTER_FAILED);
    assertThat(run.errors()).startsWith("paceline: master nonsense cannot be used: ");
  }

  @Test
  void executorsThatAreAllIneligibleExitWithFour() {
    refused(
        ExitCode.CLUSTER_FAILED,
        "none of the 1 executors is eligible with device gpu: no GPU with an NVIDIA driver",
        "--device",
        "gpu",
        "--master",
        "local[1]",
        "--model",
        "lenet");
  }

  /** As estimated for 10,000 images: they are more than the limit of an executor's process. */
  @Test
  void aStepThatFitsNoExecutorsMemoryExitsWithFour() {
    String[] args = {"--batch-size", "10000", "--workers", "1", "--output", output.toString()};
    JobRun run = JobRun.of(new Train(), args);
    assertThat(run.errors())
        .matches(
            "paceline: the memory of none of the 1 executors is enough; of the largest: a step of"
                + " 10000 examples needs about 16.5 GiB of memory, and there are [0-9.]+ [GM]iB for"
                + " it: give a smaller --batch-size\\R");
    assertThat(run.code()).isEqualTo(ExitCode.CLUSTER_FAILED);
    assertThat(output).doesNotExist();
  }

  private void refusedData(Path file, String message) {
    String name = file.toUri().toString().replace("///", "/");
    refused(ExitCode.BAD_DATA, name + message, "--data", "cifar10:" + data);
  }

  private void refused(ExitCode code, String message, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--output";
    all[args.length + 1] = output.toString();
    JobRun run = JobRun.of(new Train(), all);
    assertThat(run.errors()).isEqualToIgnoringNewLines("paceline: " + message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(output).doesNotExist();
  }
}
