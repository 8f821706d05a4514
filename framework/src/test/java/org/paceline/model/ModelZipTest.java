package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips as people have them. */
class ModelZipTest {

  private static final String IMPORT =
      "import it by DL4J's KerasModelImport and save it by its ModelSerializer";

  @TempDir private Path folder;
  private final MultiLayerNetwork network = SmallNetworks.trained();
  private Map<String, byte[]> entries;

  @BeforeEach
  void save() throws IOException {
    Path file = folder.resolve("dl4j.zip");
    ModelSerializer.writeModel(network, file.toFile(), true);
    entries = SmallNetworks.entries(file);
    assertThat(entries.keySet())
        .containsExactlyInAnyOrder("configuration.json", "coefficients.bin", "updaterState.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model/", "./", "my model/"})
  void theOnlyFolderOfAZipIsRead(String inside) throws IOException {
    Map<String, byte[]> moved = SmallNetworks.renamed(entries, name -> inside + name);
    moved.put("__MACOSX/" + inside + "configuration.json", new byte[] {0, 5, 22, 7});
    moved.put("__MACOSX/" + inside + "._configuration.json", new byte[] {0, 5, 22, 7});
    ModelFile.Stored stored = ModelFile.load(zip(moved));
    assertThat(stored.network().parameters()).isEqualTo(network.params().toFloatVector());
    assertThat(stored.network().updaterState()).isEqualTo(network.updaterState().toFloatVector());
  }

  @Test
  void severalFoldersOrDeeperOnesAreNamed() throws IOException {
    Map<String, byte[]> two = SmallNetworks.renamed(entries, name -> "a/" + name);
    two.putAll(SmallNetworks.renamed(entries, name -> "b/" + name));
    refused(
        zip(two),
        "a model's entries are at its top or in its only folder, not as a/configuration.json,"
            + " b/configuration.json");
    refused(
        zip(SmallNetworks.renamed(entries, name -> "a/b/" + name)),
        "a model's entries are at its top or in its only folder, not as a/b/configuration.json");
  }

  @Test
  void anEntryThatIsMissingIsNamedWithWhatIsThere() throws IOException {
    refused(
        zip(Map.of("notes.txt", new byte[1])),
        "it has no entry configuration.json; it has notes.txt");
    refused(zip(Map.of()), "it has no entry configuration.json; it has none at all");
    entries.remove("coefficients.bin");
    refused(
        zip(SmallNetworks.renamed(entries, name -> "model/" + name)),
        "it has no entry model/coefficients.bin");
  }

  @Test
  void aZipOfKerasIsNamed() throws IOException {
    Map<String, byte[]> keras = new TreeMap<>();
    for (String name : new String[] {"config.json", "metadata.json", "model.weights.h5"}) {
      keras.put(name, new byte[1]);
    }
    refused(zip(keras), "it has no entry configuration.json; it is Keras' own zip: " + IMPORT);
  }

  @Test
  void whatIsNoZipIsSaid() throws IOException {
    refused(Files.createFile(folder.resolve("a.zip")), "it is empty");
    Path text = Files.writeString(folder.resolve("b.zip"), "{}");
    refused(text, "it is no zip file: a configuration's name ends in .json");
    byte[] hdf = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n'};
    refused(
        Files.write(folder.resolve("c.h5"), hdf),
        "it is an HDF5 file, as Keras saves models: " + IMPORT);
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0};
    refused(
        Files.write(folder.resolve("d.zip"), gzip), "it is compressed by gzip: unpack it first");
    byte[] java = {(byte) 0xac, (byte) 0xed, 0, 5};
    refused(
        Files.write(folder.resolve("e.bin"), java),
        "it is a serialised Java object, which is never read");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelFile.load(folder))
        .withMessage("model file %s is a folder", folder);
  }

  @ParameterizedTest
  @CsvSource({"10", "0.5", "0.99"})
  void aCutOffZipIsRefusedInOneLine(double part) throws IOException {
    byte[] whole = Files.readAllBytes(zip(entries));
    int length = (int) (part < 1 ? part * whole.length : part);
    Path file = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(whole, length));
    refused(file, "zip END header not found");
  }

  @Test
  void aByteOrderMarkInTheZipIsSkipped() throws IOException {
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    entries.put("configuration.json", ("\ufeff" + json).getBytes(StandardCharsets.UTF_8));
    assertThat(ModelFile.load(zip(entries)).network().parameters())
        .isEqualTo(network.params().toFloatVector());
    entries.put("configuration.json", json.getBytes(StandardCharsets.UTF_16));
    refused(zip(entries), "it is encoded in UTF-16: save it as UTF-8");
  }

  @Test
  void aProvenanceThatCannotBeReadIsSaid() throws IOException {
    entries.put("paceline.json", "{\"seed\": [\n1]}".getBytes(StandardCharsets.UTF_8));
    refused(
        zip(entries),
        "its entry paceline.json: Cannot deserialize value of type `long` from Array value (token"
            + " `JsonToken.START_ARRAY`) (line 1)");
    entries.put("paceline.json", "{}".getBytes(StandardCharsets.UTF_8));
    refused(zip(entries), "its entry paceline.json is not complete");
  }

  private Path zip(Map<String, byte[]> content) throws IOException {
    return SmallNetworks.zip(folder.resolve("model.Zip"), new LinkedHashMap<>(content));
  }

  private static void refused(Path file, String message) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelFile.load(file))
        .withMessage(file + " is not a usable model zip: " + message);
  }
}
