package org.paceline.train;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.paceline.data.Hashing;
import org.paceline.model.TrainableNetwork;

/**
 * All that changes in a network while it is trained.
 *
 * @param parameters the parameters, in DL4J's order
 * @param updater the updater's state, such as momentum; empty for one without
 * @param iterations the steps taken
 */
// The arrays are neither copied in nor out: they are large, and read only.
@SuppressWarnings("ArrayRecordComponent")
public record NetworkState(float[] parameters, float[] updater, int iterations)
    implements Serializable {

  /**
   * Copies a network's state.
   *
   * @param network the network
   * @return its state now
   */
  public static NetworkState of(TrainableNetwork network) {
    return new NetworkState(network.parameters(), network.updaterState(), network.iterations());
  }

  /**
   * Gives a network this state.
   *
   * @param network a network of the same configuration
   */
  public void applyTo(TrainableNetwork network) {
    network.parameters(parameters);
    network.updaterState(updater);
    network.iterations(iterations);
  }

  /**
   * Identifies the parameters.
   *
   * @return SHA-256 over their bits, in hexadecimal
   */
  public String parametersHash() {
    return Hashing.hex(Hashing.digest("SHA-256").digest(bytes(parameters)));
  }

  /** Java serialises float arrays value by value; as bytes they are copied at once. */
  private Object writeReplace() {
    return new Packed(bytes(parameters), bytes(updater), iterations);
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** The form in which a state travels. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Packed(byte[] parameters, byte[] updater, int iterations) implements Serializable {

    private Object readResolve() {
      return new NetworkState(floats(parameters), floats(updater), iterations);
    }

    private static float[] floats(byte[] bytes) {
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
  }

  /** Whether all values are numbers: any NaN or infinity makes such a sum NaN. */
  boolean finite() {
    return finite(parameters) && finite(updater);
  }

  private static boolean finite(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value * 0;
    }
    return sum == 0;
  }

  /** The Euclidean distance of the parameters from those of another state. */
  double distance(NetworkState other) {
    double sum = 0;
    for (int i = 0; i < parameters.length; i++) {
      double difference = (double) parameters[i] - other.parameters[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
