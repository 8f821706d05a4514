package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions.Updater;

class ModelSourceTest {

  private static final ImageShape CIFAR = new ImageShape(3, 32, 32);

  @TempDir private Path folder;

  @Test
  void aConfigurationOfEitherKindIsReadFromItsFile() throws IOException {
    Path layered = write("lenet", 10);
    Path graph = write("resnet20", 10);
    assertThat(ModelSource.open(layered.toString(), options(CIFAR, 10)).parameters().length)
        .isEqualTo(62006);
    assertThat(ModelSource.open(graph.toString(), options(CIFAR, 10)).network())
        .isInstanceOf(ComputationGraph.class);
  }

  @Test
  void aModelThatDoesNotFitTheDataIsRefused() throws IOException {
    Path file = write("lenet", 7);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelSource.open(file.toString(), options(CIFAR, 10)))
        .withMessage("model %s: the network tells 7 classes apart, the data has 10", file);
    ImageShape grey = new ImageShape(1, 8, 8);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelSource.open(file.toString(), options(grey, 7)))
        .withMessageStartingWith("model " + file + ": the network does not take images of 8×8×1: ");
  }

  @Test
  void aNamedNetworkTooDeepForTheImagesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSource.open("lenet", options(new ImageShape(3, 4, 4), 10)))
        .withMessageStartingWith("model lenet does not fit images of 4×4×3: ");
  }

  @Test
  void aFileThatIsNoConfigurationIsNamed() throws IOException {
    Path missing = folder.resolve("missing.json");
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"a\": 1}");
    for (Path file : new Path[] {missing, wrong}) {
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> ModelSource.open(file.toString(), options(CIFAR, 10)))
          .withMessageStartingWith("model configuration " + file);
    }
  }

  private Path write(String name, int classes) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".json"), Networks.configuration(name, options(CIFAR, classes)));
  }

  private static NetworkOptions options(ImageShape shape, int classes) {
    return new NetworkOptions(shape, classes, Updater.SGD, 0.1, 1);
  }
}
