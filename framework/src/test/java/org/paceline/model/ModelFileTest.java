package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.model.NetworkOptions.Updater;

class ModelFileTest {

  private static final ImageShape CIFAR = new ImageShape(3, 32, 32);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet20"})
  void aModelComesBackWithUpdaterStateAndProvenance(String name) throws IOException {
    TrainableNetwork network = trained(name);
    Path file = folder.resolve("model.zip");
    ModelFile.save(file, network, provenance(name));
    ModelFile.Stored stored = ModelFile.load(file);
    assertThat(stored.network().parameters()).isEqualTo(network.parameters());
    assertThat(stored.network().updaterState()).isEqualTo(network.updaterState()).isNotEmpty();
    assertThat(stored.provenance()).contains(provenance(name));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void dl4jReadsOurFilesAndWeReadItsOwn() throws IOException {
    TrainableNetwork network = trained("lenet");
    Path ours = folder.resolve("ours.zip");
    ModelFile.save(ours, network, provenance("lenet"));
    MultiLayerNetwork theirs = ModelSerializer.restoreMultiLayerNetwork(ours.toFile());
    assertThat(TrainableNetwork.of(theirs).parameters()).isEqualTo(network.parameters());
    Path dl4j = folder.resolve("dl4j.zip");
    ModelSerializer.writeModel(network.model(), dl4j.toFile(), true);
    ModelFile.Stored stored = ModelFile.load(dl4j);
    assertThat(stored.network().parameters()).isEqualTo(network.parameters());
    assertThat(stored.provenance()).isEmpty();
  }

  @Test
  void whatIsNoModelIsNamed() throws IOException {
    Path missing = folder.resolve("missing.zip");
    refused(missing, "model file " + missing + " does not exist or is not readable");
    Path garbage = Files.writeString(folder.resolve("garbage.zip"), "not a zip");
    refused(garbage, garbage + " is not a usable model zip: it is no zip file");
    Path empty = zip("other.txt", "x");
    refused(empty, empty + " is not a usable model zip: it has no entry configuration.json");
    Path halfway = zip("configuration.json", trained("lenet").configuration());
    refused(halfway, halfway + " is not a usable model zip: it has no entry coefficients.bin");
  }

  @Test
  void aTruncatedModelIsNamed() throws IOException {
    Path file = folder.resolve("model.zip");
    ModelFile.save(file, trained("lenet"), provenance("lenet"));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused(file, file + " is not a usable model zip: ");
  }

  private static void refused(Path file, String message) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelFile.load(file))
        .withMessageStartingWith(message);
  }

  private Path zip(String name, String content) throws IOException {
    Path file = folder.resolve(name + ".zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static TrainableNetwork trained(String name) {
    NetworkOptions options = new NetworkOptions(CIFAR, 10, Updater.NESTEROVS, 0.01, 1);
    TrainableNetwork network = TrainableNetwork.of(Networks.configuration(name, options));
    network.fit(new DataSet(Nd4j.rand(4, 3, 32, 32), Nd4j.eye(10).getRows(0, 1, 2, 3)));
    return network;
  }

  private static Provenance provenance(String name) {
    return new Provenance(
        name,
        "shapes",
        "abc",
        CIFAR,
        null,
        List.of("a", "b"),
        new Standardisation(List.of(1f, 2f, 3f), List.of(4f, 5f, 6f)),
        1,
        3,
        Map.of("0", 0.75),
        Map.of("0", 12.5),
        Map.of("0", "OpenBLAS for Haswell, oneDNN with AVX2"),
        Map.of("java", "17"));
  }
}
