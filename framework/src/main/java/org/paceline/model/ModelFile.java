package org.paceline.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.base.AtomicFile;
import org.paceline.profile.Backend;

/**
 * Models in the zip format of DL4J's {@code ModelSerializer}, with one entry more for the
 * provenance.
 *
 * <p>Files of either kind are read: a model of DL4J's own has no provenance. Only the
 * configuration, the parameters, the updater's state and a normaliser's numbers are taken from a
 * file; entries that DL4J would deserialise as Java objects are left alone.
 */
public final class ModelFile {

  private static final String PROVENANCE = "paceline.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ModelFile() {}

  /**
   * A model read from a file.
   *
   * @param network the network with its parameters and its updater's state
   * @param provenance where it comes from, if the file tells
   * @param normalizer what its inputs went through, if DL4J saved that; what the provenance says
   *     goes before it
   * @param continued whether its updater goes on from where it was; else it starts anew
   */
  public record Stored(
      TrainableNetwork network,
      Optional<Provenance> provenance,
      Optional<StoredNormalizer> normalizer,
      boolean continued) {}

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
    put(zip, ModelZip.CONFIGURATION, network.configuration().getBytes(StandardCharsets.UTF_8));
    put(zip, StoredState.PARAMETERS, bytes(network.network().params()));
    INDArray state = network.network().updaterState();
    if (state != null) {
      put(zip, StoredState.UPDATER, bytes(state));
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
   * @return the network and what is known of it
   * @throws ModelException if the file is missing, corrupt or of another kind
   */
  public static Stored load(Path file) {
    Backend.check();
    try (ModelZip zip = open(file)) {
      TrainableNetwork network =
          ConfigurationText.of(zip.required(ModelZip.CONFIGURATION)).network();
      boolean continued = StoredState.restore(zip, network);
      return new Stored(network, provenance(zip), NormalizerEntry.in(file, zip), continued);
    } catch (IOException | RuntimeException e) {
      throw unusable(file, e);
    }
  }

  private static Optional<Provenance> provenance(ModelZip zip) throws IOException {
    Optional<byte[]> content = zip.optional(PROVENANCE);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Provenance provenance;
    try {
      provenance = JSON.readValue(content.get(), Provenance.class);
    } catch (IOException e) {
      throw new IOException("its entry %s: %s".formatted(PROVENANCE, Reason.of(e)), e);
    }
    if (provenance == null || !provenance.complete()) {
      throw new IOException("its entry %s is not complete".formatted(PROVENANCE));
    }
    return Optional.of(provenance);
  }

  private static ModelZip open(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new ModelException("model file " + file + " does not exist or is not readable");
    }
    if (Files.isDirectory(file)) {
      throw new ModelException("model file " + file + " is a folder");
    }
    return ModelZip.open(file);
  }

  private static ModelException unusable(Path file, Exception e) {
    return e instanceof ModelException known
        ? known
        : new ModelException("%s is not a usable model zip: %s".formatted(file, Reason.of(e)), e);
  }

  /**
   * Reads where a model comes from, and nothing else of it.
   *
   * @param file a zip
   * @return empty if it does not tell
   * @throws ModelException if the file is missing or corrupt
   */
  public static Optional<Provenance> provenance(Path file) {
    try (ModelZip zip = open(file)) {
      return provenance(zip);
    } catch (IOException | RuntimeException e) {
      throw unusable(file, e);
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
    try (ModelZip zip = open(file)) {
      return zip.optional(name);
    } catch (IOException | RuntimeException e) {
      throw unusable(file, e);
    }
  }
}
