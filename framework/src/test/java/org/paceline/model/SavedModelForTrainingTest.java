package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.testing.CapturedLog;

/** What is said of a saved model that training goes on from. */
class SavedModelForTrainingTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.zip");
    ModelSerializer.writeModel(SmallNetworks.trained(), file.toFile(), true);
  }

  @Test
  void nothingIsSaidOfAWholeOne() {
    assertThat(said()).isEmpty();
  }

  @Test
  void thatItsUpdaterStartsAnewIsSaid() throws IOException {
    Map<String, byte[]> entries = SmallNetworks.entries(file);
    entries.remove("updaterState.bin");
    SmallNetworks.zip(file, entries);
    assertThat(said())
        .containsExactly("WARN: " + file + " has no updaterState.bin: its updater starts anew");
  }

  @Test
  void thatItsNormaliserIsNotAppliedIsSaid() throws IOException {
    ModelSerializer.addNormalizerToModel(file.toFile(), new ImagePreProcessingScaler());
    assertThat(said())
        .containsExactly(
            "WARN: "
                + file
                + ": its normaliser (IMAGE_MIN_MAX) is not applied: training brings each channel to"
                + " mean 0 and deviation 1, as measured on the data that it is given");
    String provenance =
        """
        {"input": {"channels": 1, "height": 6, "width": 6}, "classes": ["a"],
         "standardisation": {"mean": [1.0], "deviation": [2.0]}}
        """;
    Map<String, byte[]> entries = SmallNetworks.entries(file);
    entries.put("paceline.json", provenance.getBytes(StandardCharsets.UTF_8));
    SmallNetworks.zip(file, entries);
    assertThat(said()).as("what the provenance says goes before it").isEmpty();
  }

  private List<String> said() {
    try (CapturedLog log = CapturedLog.start(ModelSource.class.getName())) {
      ModelSource.open(
          file.toString(),
          new NetworkOptions(SmallNetworks.SHAPE, SmallNetworks.CLASSES, Updater.SGD, 0.1, 1));
      return log.lines();
    }
  }
}
