package org.paceline.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The values of a network in a model's zip: its parameters and its updater's state. */
final class StoredState {

  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";

  private StoredState() {}

  /**
   * Gives a network its values.
   *
   * @return whether the updater goes on from where it was, as one without any state always does
   */
  static boolean restore(ModelZip zip, TrainableNetwork network) throws IOException {
    fill(network.network().params(), PARAMETERS, zip.required(PARAMETERS));
    INDArray state = network.network().updaterState();
    Optional<byte[]> updater = zip.optional(UPDATER);
    if (updater.isPresent()) {
      fill(state, UPDATER, updater.get());
    }
    return updater.isPresent() || state == null;
  }

  private static void fill(INDArray into, String name, byte[] content) throws IOException {
    float[] values = values(name, content);
    long wanted = into == null ? 0 : into.length();
    if (values.length != wanted) {
      throw new IOException(
          "%s holds %s values, the configuration asks for %s"
              .formatted(name, values.length, wanted));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IOException(
            "value %s of its %s is %s: such a network tells nothing".formatted(i, name, values[i]));
      }
    }
    into.assign(Nd4j.createFromArray(values).reshape(into.shape()));
  }

  private static float[] values(String name, byte[] content) throws IOException {
    try {
      return SavedArray.read(new DataInputStream(new ByteArrayInputStream(content)));
    } catch (IOException e) {
      throw new IOException("its entry %s: %s".formatted(name, Reason.of(e)), e);
    }
  }
}
