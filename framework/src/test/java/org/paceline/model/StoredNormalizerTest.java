package org.paceline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.MultiNormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.Normalizer;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;

/** Normalisers that DL4J saved with a model: what it computes with them, or a refusal. */
class StoredNormalizerTest {

  private static final ImageShape SHAPE = SmallNetworks.SHAPE;
  private static final int IMAGES = 5;

  @TempDir private Path folder;
  private final byte[] pixels = new byte[IMAGES * SHAPE.length()];
  private Path file;

  @BeforeEach
  void save() throws IOException {
    new Random(1).nextBytes(pixels);
    file = folder.resolve("model.zip");
    ModelSerializer.writeModel(SmallNetworks.trained(), file.toFile(), true);
  }

  @Test
  void aModelWithoutOneHasNone() {
    assertThat(ModelFile.load(file).normalizer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1", "-1 1", "-0.5 2", "0 255"})
  void aScalerOfPixelsIsTheSame(String range) {
    String[] ends = range.split(" ");
    check(
        "IMAGE_MIN_MAX",
        new ImagePreProcessingScaler(Double.parseDouble(ends[0]), Double.parseDouble(ends[1])));
  }

  @Test
  void aStandardisationOfChannelsIsTheSame() {
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(images());
    check("STANDARDIZE", normalizer);
  }

  @Test
  void theExtremesOfChannelsAreTheSame() {
    NormalizerMinMaxScaler normalizer = new NormalizerMinMaxScaler(-1, 2);
    normalizer.fit(images());
    check("MIN_MAX", normalizer);
  }

  @Test
  void aScaleThatIsTheSameForEachPixelOfAChannelIsTakenAndAnotherRefused() {
    INDArray mean = Nd4j.ones(1, SHAPE.length());
    mean.get(
            org.nd4j.linalg.indexing.NDArrayIndex.all(),
            org.nd4j.linalg.indexing.NDArrayIndex.interval(SHAPE.plane(), SHAPE.length()))
        .assign(7);
    INDArray deviation = Nd4j.ones(1, SHAPE.length()).muli(3);
    add(new NormalizerStandardize(mean, deviation));
    Standardisation found = ModelFile.load(file).normalizer().orElseThrow().standardisation(SHAPE);
    assertThat(found.mean()).containsExactly(1f, 7f);
    assertThat(found.deviation()).containsExactly(3f, 3f);
    mean.putScalar(0, 3, 2);
    add(new NormalizerStandardize(mean, deviation));
    refused("STANDARDIZE", "it has a scale of its own for each pixel");
  }

  @Test
  void aScaleForOtherImagesIsRefused() {
    add(new NormalizerStandardize(Nd4j.ones(1, 3), Nd4j.ones(1, 3)));
    refused("STANDARDIZE", "it has 3 values, the images have 6×6×2");
    add(new NormalizerStandardize(Nd4j.ones(1, 1), Nd4j.ones(1, 1)));
    refused("STANDARDIZE", "it has 1 values, the images have 6×6×2");
    INDArray endless = Nd4j.ones(1, 2).muli(Float.POSITIVE_INFINITY);
    add(new NormalizerStandardize(Nd4j.ones(1, 2), endless));
    refused("STANDARDIZE", "it divides by Infinity");
    add(new NormalizerStandardize(endless, Nd4j.ones(1, 2)));
    refused("STANDARDIZE", "it subtracts Infinity");
    add(new ImagePreProcessingScaler(2, 2));
    refused("IMAGE_MIN_MAX", "it subtracts -Infinity");
  }

  @Test
  void aScaleOfLabelsIsRefused() {
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fitLabel(true);
    normalizer.fit(images());
    add(normalizer);
    refused("STANDARDIZE", "it changes labels, too, and classes have no scale");
  }

  @Test
  void oneForSeveralInputsIsRefused() {
    MultiNormalizerStandardize normalizer = new MultiNormalizerStandardize();
    normalizer.fit(
        new org.nd4j.linalg.dataset.MultiDataSet(images().getFeatures(), images().getLabels()));
    add(normalizer);
    refused("MULTI_STANDARDIZE", "it is of a kind that is not read");
  }

  @Test
  void anotherClassIsNamedAndNeverLoaded() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("NORMALIZER");
    out.writeInt(1);
    out.writeUTF("CUSTOM");
    out.writeUTF("com.example.Mine");
    put("normalizer.bin", bytes.toByteArray());
    refused("CUSTOM com.example.Mine", "it is not known here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalizer.bin", "preprocessor.bin"})
  void aJavaObjectIsNeverRead(String entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ImagePreProcessingScaler());
    }
    put(entry, bytes.toByteArray());
    refused(entry, "it is a serialised Java object");
  }

  @Test
  void whatEndsTooEarlyIsSaid() throws IOException {
    put("normalizer.bin", new byte[] {0, 10, 'N', 'O'});
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelFile.load(file))
        .withMessage(
            "%s is not a usable model zip: its entry normalizer.bin: it ends too early", file);
  }

  private void check(String kind, DataNormalization normalizer) {
    add(normalizer);
    StoredNormalizer stored = ModelFile.load(file).normalizer().orElseThrow();
    assertThat(stored.kind()).isEqualTo(kind);
    Standardisation standardisation = stored.standardisation(SHAPE);
    DataSet expected = images();
    normalizer.preProcess(expected);
    float[] wanted = expected.getFeatures().dup('c').data().asFloat();
    float[] found = new float[wanted.length];
    for (int image = 0; image < IMAGES; image++) {
      int from = image * SHAPE.length();
      standardisation.apply(pixels, from, SHAPE, found, from);
    }
    for (int i = 0; i < wanted.length; i++) {
      assertThat(found[i]).isCloseTo(wanted[i], within(1e-4f * (1 + Math.abs(wanted[i]))));
    }
  }

  private DataSet images() {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 0xff;
    }
    INDArray features =
        Nd4j.createFromArray(values)
            .reshape('c', IMAGES, SHAPE.channels(), SHAPE.height(), SHAPE.width());
    return new DataSet(features, Nd4j.rand(IMAGES, 3));
  }

  private void add(Normalizer<?> normalizer) {
    ModelSerializer.addNormalizerToModel(file.toFile(), normalizer);
  }

  private void put(String name, byte[] content) throws IOException {
    Map<String, byte[]> entries = SmallNetworks.entries(file);
    entries.put(name, content);
    SmallNetworks.zip(file, entries);
  }

  private void refused(String kind, String why) {
    StoredNormalizer stored = ModelFile.load(file).normalizer().orElseThrow();
    assertThat(stored.kind()).isEqualTo(kind);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> stored.standardisation(SHAPE))
        .withMessage("%s has a normaliser (%s) that cannot be applied: %s", file, kind, why);
  }
}
