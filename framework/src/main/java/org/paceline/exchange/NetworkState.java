package org.paceline.exchange;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.paceline.base.Hashing;
import org.paceline.model.Counts;
import org.paceline.model.TrainableNetwork;

/**
 * All that changes in a network while it is trained.
 *
 * @param parameters the parameters, in DL4J's order
 * @param updater the updater's state, such as momentum; empty for one without
 * @param counts how far it is trained
 */
// The arrays are neither copied in nor out: they are large, and read only.
@SuppressWarnings("ArrayRecordComponent")
@DefaultSerializer(JavaSerializer.class)
public record NetworkState(float[] parameters, float[] updater, Counts counts)
    implements Serializable {

  /**
   * The same state at the end of an epoch.
   *
   * @return the same arrays
   */
  public NetworkState epochOver() {
    return new NetworkState(parameters, updater, counts.epochOver());
  }

  /**
   * Copies a network's state.
   *
   * @param network the network
   * @return its state now
   */
  public static NetworkState of(TrainableNetwork network) {
    return new NetworkState(network.parameters(), network.updaterState(), network.counts());
  }

  /**
   * Gives a network this state.
   *
   * @param network a network of the same configuration
   */
  public void applyTo(TrainableNetwork network) {
    network.parameters(parameters);
    network.updaterState(updater);
    network.counts(counts);
  }

  /**
   * How large it is.
   *
   * @return bytes of its values
   */
  public long bytes() {
    return (long) Float.BYTES * (parameters.length + updater.length);
  }

  /**
   * Identifies the parameters.
   *
   * @return SHA-256 over their bits, in hexadecimal
   */
  public String parametersHash() {
    return Hashing.hex(Hashing.digest("SHA-256").digest(bytes(parameters)));
  }

  /**
   * Identifies the updater's state.
   *
   * @return SHA-256 over its bits, in hexadecimal
   */
  public String updaterHash() {
    return Hashing.hex(Hashing.digest("SHA-256").digest(bytes(updater)));
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private Object writeReplace() {
    return new PackedState(this);
  }

  /**
   * Whether all values are numbers.
   *
   * @return false if there is any NaN or infinity, which makes a sum of zeroes of all values NaN
   */
  public boolean finite() {
    return finite(parameters) && finite(updater);
  }

  private static boolean finite(float[] values) {
    return Chunks.of(values.length).noneMatch(chunk -> strange(values, chunk));
  }

  /** Four sums, since each addition waits for the one before it. */
  private static boolean strange(float[] values, Chunks.Chunk chunk) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = chunk.from();
    for (; i + 3 < chunk.to(); i += 4) {
      a += values[i] * 0;
      b += values[i + 1] * 0;
      c += values[i + 2] * 0;
      d += values[i + 3] * 0;
    }
    for (; i < chunk.to(); i++) {
      a += values[i] * 0;
    }
    return a + b + c + d != 0;
  }

  /**
   * How far the parameters are from those of another state.
   *
   * @param other of a network of the same configuration
   * @return the Euclidean distance
   */
  public double distance(NetworkState other) {
    double[] squares =
        Chunks.of(parameters.length).mapToDouble(chunk -> squares(other, chunk)).toArray();
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  private double squares(NetworkState other, Chunks.Chunk chunk) {
    double sum = 0;
    for (int i = chunk.from(); i < chunk.to(); i++) {
      double difference = (double) parameters[i] - other.parameters[i];
      sum += difference * difference;
    }
    return sum;
  }
}
