package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;
import org.paceline.data.Subset;
import org.paceline.jobs.CifarFolder;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;
import org.paceline.testing.Children;

/** What a training does whose data lies elsewhere, wherever that is. */
abstract class RemoteDataContract {

  private static final int BAD_DATA = 3;
  private static final int TRAINING = 96;
  private static final int CLASSES = 3;
  private static final int IMAGES_A_CLASS = 16;

  @TempDir Path folder;

  /** The server that all tests read from. */
  abstract DataServer server();

  /** Another server. */
  abstract DataServer another(Path place) throws IOException;

  @Test
  void trainsOnTheExamplesOfCifarFiles() throws IOException {
    Path local = CifarFolder.write(folder.resolve("cifar"), TRAINING, 32);
    upload(local, server().uri("cifar"));
    PacelineProcess run = train(server().environment(), "cifar10:" + server().uri("cifar"));
    assertTrained(run, TRAINING, "cifar10:" + local);
  }

  @Test
  void trainsOnTheExamplesOfImages() throws IOException {
    Path local = PngFolder.write(folder.resolve("images"), CLASSES, IMAGES_A_CLASS);
    upload(local, server().uri("images"));
    PacelineProcess run = train(server().environment(), "images:" + server().uri("images"));
    assertTrainedOnPixels(run, DataSpec.parse("images:" + local).open(Subset.TRAIN));
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    String missing = server().uri("missing");
    PacelineProcess run = train(server().environment(), "cifar10:" + missing);
    assertRefused(
        run, missing + " holds no train file of cifar10: expected names like data_batch_1.bin");
  }

  @Test
  void aServerThatIsGoneIsNamed() throws IOException {
    DataServer gone = another(folder);
    gone.close();
    PacelineProcess run = train(gone.environment(), "cifar10:" + gone.uri("cifar"));
    assertRefused(run, gone.uri("cifar") + " cannot be read: ");
  }

  final PacelineProcess train(Map<String, String> environment, String data) {
    List<String> arguments = new ArrayList<>(List.of("train", "--data", data));
    arguments.addAll(List.of("--model", "lenet", "--epochs", "1", "--batch-size", "8"));
    arguments.addAll(List.of("--trial-time", "1", "--workers", "0.5,0.5"));
    arguments.addAll(List.of("--output", output().toString()));
    return PacelineProcess.start(environment, arguments.toArray(String[]::new));
  }

  final Path output() {
    return folder.resolve("run");
  }

  /** The same examples as those that lie here. */
  final void assertTrained(PacelineProcess run, int examples, String local) throws IOException {
    assertThat(result(run, examples).path("run").path("dataHash").asText())
        .isEqualTo(DataSpec.parse(local).open(Subset.TRAIN).fingerprint());
  }

  /** The same, where the hash has the files' times: by the mean of the pixels. */
  private void assertTrainedOnPixels(PacelineProcess run, Examples here) throws IOException {
    result(run, here.size());
    Provenance told = ModelFile.provenance(output().resolve("model.zip")).orElseThrow();
    assertThat(told.classes()).isEqualTo(here.classes());
    List<Float> means = told.standardisation().mean();
    assertThat(means).hasSize(here.shape().channels());
    byte[] pixels = here.read(0, here.size()).pixels();
    for (int channel = 0; channel < means.size(); channel++) {
      assertThat(means.get(channel)).isCloseTo(mean(pixels, channel, here.shape()), within(0.01f));
    }
  }

  private static float mean(byte[] pixels, int channel, ImageShape shape) {
    return (float)
        IntStream.range(0, pixels.length)
            .filter(i -> i / shape.plane() % shape.channels() == channel)
            .map(i -> Byte.toUnsignedInt(pixels[i]))
            .average()
            .orElseThrow();
  }

  private JsonNode result(PacelineProcess run, int examples) throws IOException {
    assertThat(run.exitCode()).as(run.said()).isZero();
    JsonNode result = new ObjectMapper().readTree(output().resolve("result.json").toFile());
    assertThat(result.path("examplesPerEpoch").asInt()).isEqualTo(examples);
    assertThat(result.path("epochsExact")).hasToString("[true]");
    return result;
  }

  final void assertRefused(PacelineProcess run, String why) {
    assertThat(run.exitCode()).as(run.said()).isEqualTo(BAD_DATA);
    assertThat(run.lines()).singleElement().asString().startsWith("paceline: ").contains(why);
    assertThat(output()).doesNotExist();
  }

  /** By Hadoop's client, with the classes and settings that the training has. */
  final void upload(Path local, String uri) throws IOException {
    Map<String, String> environment = server().environment();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(environment.getOrDefault("PACELINE_JAVA_OPTS", "-Xmx256m").split(" +")));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path")
                + ":"
                + environment.getOrDefault("PACELINE_CLASSPATH", ""),
            Upload.class.getName(),
            local.toString(),
            uri));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Path log = Files.createTempFile(folder, "upload", ".log");
    Process process = Children.start("upload", builder.redirectOutput(log.toFile()), log);
    assertThat(Children.awaitEnd(process)).as(Files.readString(log)).isZero();
  }
}
