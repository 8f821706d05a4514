package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.model.NetworkOptions.Updater;

/** Configurations as people have them. */
class ConfigurationFilesTest {

  private static final String IMPORT =
      "import it by DL4J's KerasModelImport and save it by its ModelSerializer";
  private static final String JSON = SmallNetworks.layered(SmallNetworks.builder()).toJson();
  private static final int PARAMETERS = 76 + 64 * 8 + 8 + 8 * 3 + 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.JSON", "a.Json"})
  void aByteOrderMarkAndAnEndingInCapitalsDoNotMatter(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "\ufeff" + JSON);
    assertThat(open(file.toString()).parameters()).hasSize(PARAMETERS);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, UTF-16",
    "UTF-16LE, UTF-16",
    "UTF-16BE, UTF-16",
    "UTF-32, UTF-32",
    "UTF-32LE, UTF-32"
  })
  void anotherEncodingIsNamed(String encoding, String named) throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), JSON, Charset.forName(encoding));
    refused(file, "it is encoded in " + named + ": save it as UTF-8");
  }

  @Test
  void utf16WithItsMarkIsNamedToo() throws IOException {
    Charset little = StandardCharsets.UTF_16LE;
    Path file = Files.writeString(folder.resolve("a.json"), "\ufeff" + JSON, little);
    refused(file, "it is encoded in UTF-16: save it as UTF-8");
    Path latin = Files.writeString(folder.resolve("b.json"), "{\"ä\": 1}", Charset.forName("L1"));
    refused(latin, "it is not encoded in UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                              | it is empty
          ' '                                             | it is empty
          {"a": 1}                                        | it is JSON of another kind: a DL4J network has confs, or vertices and networkInputs
          [1, 2]                                          | it is JSON of another kind: a DL4J network has confs, or vertices and networkInputs
          {"class_name": "Sequential", "config": {}}      | it is Keras' configuration: import it by DL4J's KerasModelImport and save it by its ModelSerializer
          {"confs": [                                     | it is not JSON: Unexpected end-of-input: expected close marker for Array (line 1)
          hello                                           | it is not JSON: Unrecognized token 'hello': was expecting (JSON String, Number (or 'NaN'/'INF'/'+INF'), Array, Object or token 'null', 'true' or 'false') (line 1)
          PK                                              | it is a zip file: a saved model's name ends in .zip
          """)
  void whatIsNoConfigurationIsSaid(String text, String message) throws IOException {
    refused(Files.writeString(folder.resolve("a.json"), text), message);
  }

  @Test
  void aFolderIsNoConfiguration() throws IOException {
    refused(Files.createDirectory(folder.resolve("a.json")), "it is a folder");
  }

  @Test
  void aLayerOfAnUnknownClassIsNamed() throws IOException {
    String layer = "org.deeplearning4j.nn.conf.layers.DenseLayer";
    assertThat(JSON).contains(layer);
    String json = JSON.replace(layer, "com.example.MyLayer");
    String message = "there is no class com.example.MyLayer on the class path";
    Path file = Files.writeString(folder.resolve("a.json"), json);
    refused(file, "this is no DL4J network configuration: " + message);
    Path zip =
        SmallNetworks.zip(
            folder.resolve("a.zip"),
            Map.of("configuration.json", json.getBytes(StandardCharsets.UTF_8)));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelFile.load(zip))
        .withMessage(
            "%s is not a usable model zip: this is no DL4J network configuration: %s",
            zip, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.h5", "MODEL.HDF5", "model.keras"})
  void whatIsAcceptedIsSaidOfKerasFiles(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(name))
        .withMessage(
            "model is one of cnn, lenet, resnet20, or the path of a DL4J .json or .zip file, not"
                + " '%s'; a model of Keras': %s",
            name, IMPORT);
  }

  @ParameterizedTest
  @CsvSource({"model.h5, true", "model.pt, false", "model, false"})
  void aFileOfAnotherEndingIsRefused(String name, boolean keras) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file.toString()))
        .withMessage(
            "model file %s ends neither in .json, as a DL4J configuration, nor in .zip, as a saved"
                + " model%s",
            file, keras ? "; a model of Keras': " + IMPORT : "");
  }

  @Test
  void trainingThatIsNotDoneHereIsRefused() throws IOException {
    Path pretrain = Files.writeString(folder.resolve("a.json"), with("\"pretrain\": true"));
    refused(
        pretrain, "it asks for layerwise pretraining (pretrain is true), which is not done here");
    Path none = Files.writeString(folder.resolve("b.json"), with("\"backprop\": false"));
    refused(
        none, "it asks for no backpropagation (backprop is false), and nothing else is done here");
    Path usual =
        Files.writeString(
            folder.resolve("c.json"), with("\"pretrain\": false, \"backprop\": true"));
    assertThat(open(usual.toString()).parameters()).hasSize(PARAMETERS);
  }

  private static String with(String setting) {
    return JSON.replaceFirst("\\{", "{" + setting + ", ");
  }

  private static void refused(Path file, String message) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file.toString()))
        .withMessage("model configuration " + file + ": " + message);
  }

  private static TrainableNetwork open(String file) {
    return ModelSource.open(
        file, new NetworkOptions(SmallNetworks.SHAPE, SmallNetworks.CLASSES, Updater.SGD, 0.1, 1));
  }
}
