package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.paceline.model.NetworkOptions.Updater;

/** Parameters and updaters' states in a zip: right values, or none. */
class StoredStateTest {

  private static final String PARAMETERS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";

  @TempDir private Path folder;
  private final MultiLayerNetwork network = SmallNetworks.trained();
  private final INDArray values = network.params();
  private Map<String, byte[]> entries;

  @BeforeEach
  void save() throws IOException {
    entries = saved(network);
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, 0", "FLOAT, 0", "HALF, 0.001", "BFLOAT16, 0.01"})
  void otherTypesOfNumbersHaveTheirValues(DataType type, float near) throws IOException {
    entries.put(PARAMETERS, bytes(values.castTo(type)));
    entries.put(UPDATER, bytes(network.updaterState().castTo(type)));
    TrainableNetwork loaded = load().network();
    near(loaded.parameters(), values, near);
    near(loaded.updaterState(), network.updaterState(), near);
  }

  @Test
  void everyOrderOfOneRowOrColumnHasItsValues() throws IOException {
    long length = values.length();
    for (INDArray array :
        new INDArray[] {
          values.reshape('c', 1, length).dup('c'),
          values.reshape('f', 1, length).dup('f'),
          values.reshape('c', length, 1).dup('c'),
          values.reshape('f', length, 1).dup('f'),
          values.reshape(length).dup('f')
        }) {
      entries.put(PARAMETERS, bytes(array));
      assertThat(load().network().parameters()).isEqualTo(values.toFloatVector());
    }
  }

  @Test
  void anArrayOfAnotherKindIsRefused() throws IOException {
    INDArray square = Nd4j.zeros(4, values.length());
    entries.put(PARAMETERS, bytes(square));
    refused("its entry coefficients.bin: it is no vector whose values lie one after the other");
    entries.put(PARAMETERS, bytes(Nd4j.rand(2, 2, 2)));
    refused("its entry coefficients.bin: it is no vector");
    entries.put(PARAMETERS, bytes(values.castTo(DataType.INT)));
    refused("its entry coefficients.bin: it is of type INT, not of real numbers");
  }

  @Test
  void aDamagedArrayIsRefused() throws IOException {
    byte[] whole = entries.get(PARAMETERS);
    entries.put(PARAMETERS, new byte[0]);
    refused("its entry coefficients.bin: it is no array of ND4J's");
    entries.put(PARAMETERS, "twelve characters".getBytes(StandardCharsets.UTF_8));
    refused("its entry coefficients.bin: it is no array of ND4J's");
    entries.put(PARAMETERS, Arrays.copyOf(whole, whole.length - 6));
    refused(
        "its entry coefficients.bin: it should have %d values and ends after %d"
            .formatted(values.length(), values.length() - 2));
  }

  /** ND4J would reserve what a header asks for. */
  @Test
  void aHeaderThatAsksForMoreThanThereIsIsNotBelieved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("LONG_SHAPE");
    out.writeLong(1L << 40);
    out.writeUTF("LONG");
    out.write(new byte[16]);
    entries.put(PARAMETERS, bytes.toByteArray());
    refused("its entry coefficients.bin: it should have 1099511627776 values and ends after 2");
  }

  @Test
  void valuesOfAnotherNetworkAreRefused() throws IOException {
    entries.put(PARAMETERS, bytes(Nd4j.rand(1, 5)));
    refused("coefficients.bin holds 5 values, the configuration asks for " + values.length());
    entries.put(PARAMETERS, bytes(values));
    entries.put(UPDATER, bytes(Nd4j.rand(1, 7)));
    refused("updaterState.bin holds 7 values, the configuration asks for " + 2 * values.length());
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void valuesThatAreNoNumbersAreRefused(float value) throws IOException {
    INDArray broken = values.dup().putScalar(11, value);
    entries.put(PARAMETERS, bytes(broken));
    refused("value 11 of its coefficients.bin is " + value + ": such a network tells nothing");
  }

  @Test
  void withoutItsStateAnUpdaterStartsAnew() throws IOException {
    assertThat(load().continued()).isTrue();
    entries.remove(UPDATER);
    ModelFile.Stored stored = load();
    assertThat(stored.continued()).isFalse();
    assertThat(stored.network().parameters()).isEqualTo(values.toFloatVector());
    assertThat(stored.network().updaterState())
        .hasSize((int) (2 * values.length()))
        .containsOnly(0);
    TrainableNetwork opened = open(zip());
    SmallNetworks.fit(opened.network(), 1);
    assertThat(opened.parameters()).isNotEqualTo(values.toFloatVector());
  }

  @Test
  void anUpdaterWithoutStateMissesNone() throws IOException {
    MultiLayerNetwork plain =
        new MultiLayerNetwork(SmallNetworks.layered(SmallNetworks.builder().updater(new Sgd(0.1))));
    plain.init();
    entries = saved(plain);
    assertThat(entries).doesNotContainKey(UPDATER);
    assertThat(load().continued()).isTrue();
  }

  @Test
  void aNetworkThatComputesInDoubleIsRefusedByTrainingAndByLooking() throws IOException {
    MultiLayerNetwork wide =
        new MultiLayerNetwork(
            SmallNetworks.layered(SmallNetworks.builder().dataType(DataType.DOUBLE)));
    wide.init();
    entries = saved(wide);
    Path file = zip();
    String message = "model " + file + ": the network computes in DOUBLE, only FLOAT is supported";
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file))
        .withMessage(message);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () ->
                ModelSource.checkTakes(
                    file, ModelFile.load(file).network(), SmallNetworks.SHAPE, 3))
        .withMessage(message);
  }

  private static void near(float[] found, INDArray expected, float near) {
    float[] wanted = expected.toFloatVector();
    assertThat(found).hasSameSizeAs(wanted);
    for (int i = 0; i < found.length; i++) {
      assertThat(Math.abs(found[i] - wanted[i])).as("value %d", i).isLessThanOrEqualTo(near);
    }
  }

  private Map<String, byte[]> saved(MultiLayerNetwork model) throws IOException {
    Path file = folder.resolve("dl4j.zip");
    ModelSerializer.writeModel(model, file.toFile(), true);
    return SmallNetworks.entries(file);
  }

  private static byte[] bytes(INDArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Nd4j.write(array, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private Path zip() throws IOException {
    return SmallNetworks.zip(folder.resolve("model.ZIP"), entries);
  }

  private ModelFile.Stored load() throws IOException {
    return ModelFile.load(zip());
  }

  private void refused(String message) throws IOException {
    Path file = zip();
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelFile.load(file))
        .withMessage(file + " is not a usable model zip: " + message);
  }

  private static TrainableNetwork open(Path file) {
    return ModelSource.open(
        file.toString(),
        new NetworkOptions(SmallNetworks.SHAPE, SmallNetworks.CLASSES, Updater.SGD, 0.1, 1));
  }
}
