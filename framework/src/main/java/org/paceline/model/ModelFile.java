package org.paceline.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.base.AtomicFile;
import org.paceline.profile.Backend;

/**
 * Models in the zip format of DL4J's {@code ModelSerializer}, with one entry more for the
 * provenance.
 *
 * <p>Files of either kind are read: a model of DL4J's own has no provenance. Only the
 * configuration, the parameters and the updater's state are taken from a file; entries that DL4J
 * would deserialise as Java objects are left alone.
 */
public final class ModelFile {

  private static final String CONFIGURATION = "configuration.json";
  private static final String PARAMETERS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";
  private static final String PROVENANCE = "paceline.json";
  private static final long LARGEST_ENTRY = 4L << 30;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ModelFile() {}

  /**
   * A model read from a file.
   *
   * @param network the network with its parameters and its updater's state
   * @param provenance where it comes from, if the file tells
   */
  public record Stored(TrainableNetwork network, Optional<Provenance> provenance) {}

  /**
   * Saves a model; the file appears whole or not at all.
   *
   * @param file where
   * @param network the network, saved with its updater's state
   * @param provenance where it comes from
   * @throws IOException if the disk refuses
   */
  public static void save(Path file, TrainableNetwork network, Provenance provenance)
      throws IOException {
    save(file, network, provenance, Map.of());
  }

  /**
   * Saves a model with more beside it; the file appears whole, and safe from a power cut, or not at
   * all.
   *
   * @param file where
   * @param network the network, saved with its updater's state
   * @param provenance where it comes from
   * @param more other entries by name, which readers of models do not look at
   * @throws IOException if the disk refuses
   */
  public static void save(
      Path file, TrainableNetwork network, Provenance provenance, Map<String, byte[]> more)
      throws IOException {
    AtomicFile.write(file, out -> write(out, network, provenance, more));
  }

  private static void write(
      OutputStream out, TrainableNetwork network, Provenance provenance, Map<String, byte[]> more)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    // Weights are noise to a compressor.
    zip.setLevel(Deflater.NO_COMPRESSION);
    put(zip, CONFIGURATION, network.configuration().getBytes(StandardCharsets.UTF_8));
    put(zip, PARAMETERS, bytes(network.network().params()));
    INDArray state = network.network().updaterState();
    if (state != null) {
      put(zip, UPDATER, bytes(state));
    }
    put(zip, PROVENANCE, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(provenance));
    for (Map.Entry<String, byte[]> entry : more.entrySet()) {
      put(zip, entry.getKey(), entry.getValue());
    }
    zip.finish();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] bytes(INDArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Nd4j.write(array, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /**
   * Loads a model.
   *
   * @param file a zip of Paceline's or DL4J's
   * @return the network and its provenance
   * @throws ModelException if the file is missing, corrupt or of another kind
   */
  public static Stored load(Path file) {
    Backend.check();
    if (!Files.isReadable(file)) {
      throw new ModelException("model file " + file + " does not exist or is not readable");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      TrainableNetwork network =
          TrainableNetwork.of(new String(required(zip, CONFIGURATION), StandardCharsets.UTF_8));
      fill(network.network(), zip);
      byte[] provenance = optional(zip, PROVENANCE);
      return new Stored(
          network,
          provenance == null
              ? Optional.empty()
              : Optional.of(JSON.readValue(provenance, Provenance.class)));
    } catch (IOException | RuntimeException e) {
      throw new ModelException(
          "%s is not a usable model zip: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads an entry that was saved beside a model.
   *
   * @param file a zip
   * @param name the entry's name
   * @return its content, or empty if there is none of that name
   * @throws ModelException if the file is missing or corrupt
   */
  public static Optional<byte[]> entry(Path file, String name) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return Optional.ofNullable(optional(zip, name));
    } catch (IOException e) {
      throw new ModelException(
          "%s is not a usable model zip: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void fill(NeuralNetwork network, ZipFile zip) throws IOException {
    INDArray parameters = array(required(zip, PARAMETERS));
    if (parameters.length() != network.params().length()) {
      throw new IOException(
          "%s holds %d values, the configuration asks for %d"
              .formatted(PARAMETERS, parameters.length(), network.params().length()));
    }
    network.params().assign(parameters.reshape(network.params().shape()));
    byte[] updater = optional(zip, UPDATER);
    if (updater == null) {
      return;
    }
    INDArray state = array(updater);
    if (network instanceof ComputationGraph graph) {
      graph.getUpdater().setStateViewArray(state);
    } else {
      MultiLayerNetwork layered = (MultiLayerNetwork) network;
      layered.getUpdater().setStateViewArray(layered, state, false);
    }
  }

  private static INDArray array(byte[] bytes) throws IOException {
    return Nd4j.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static byte[] required(ZipFile zip, String name) throws IOException {
    byte[] content = optional(zip, name);
    if (content == null) {
      throw new IOException("it has no entry " + name);
    }
    return content;
  }

  private static byte[] optional(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return null;
    }
    if (entry.getSize() > LARGEST_ENTRY) {
      throw new IOException("entry %s has %d bytes".formatted(name, entry.getSize()));
    }
    byte[] content = zip.getInputStream(entry).readAllBytes();
    CRC32 checksum = new CRC32();
    checksum.update(content);
    if (checksum.getValue() != entry.getCrc()) {
      throw new IOException("the checksum of its entry %s is wrong".formatted(name));
    }
    return content;
  }
}
