package org.paceline.train;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(parameters));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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

  boolean finite() {
    float sum = 0;
    for (float value : parameters) {
      sum += value * 0;
    }
    return sum == 0;
  }
}
