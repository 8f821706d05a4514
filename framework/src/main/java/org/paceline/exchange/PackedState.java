package org.paceline.exchange;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.paceline.model.Counts;

/**
 * The form in which a state travels. Java serialises float arrays value by value; here they go as
 * bytes, piece by piece, since a second copy of a large state would make the executors' small heaps
 * collect garbage in every round.
 */
final class PackedState implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PIECE = 1 << 14;

  private transient NetworkState state;

  PackedState(NetworkState state) {
    this.state = state;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    Counts counts = state.counts();
    out.writeInt(counts.iterations());
    out.writeInt(counts.batches());
    out.writeInt(counts.epochs());
    write(out, state.parameters());
    write(out, state.updater());
  }

  private void readObject(ObjectInputStream in) throws IOException {
    Counts counts = new Counts(in.readInt(), in.readInt(), in.readInt());
    float[] parameters = read(in);
    state = new NetworkState(parameters, read(in), counts);
  }

  private Object readResolve() {
    return state;
  }

  private static void write(ObjectOutputStream out, float[] values) throws IOException {
    byte[] piece = new byte[PIECE * Float.BYTES];
    out.writeInt(values.length);
    for (int i = 0; i < values.length; i += PIECE) {
      int count = Math.min(PIECE, values.length - i);
      floats(piece).put(values, i, count);
      out.write(piece, 0, count * Float.BYTES);
    }
  }

  private static float[] read(ObjectInputStream in) throws IOException {
    byte[] piece = new byte[PIECE * Float.BYTES];
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i += PIECE) {
      int count = Math.min(PIECE, values.length - i);
      in.readFully(piece, 0, count * Float.BYTES);
      floats(piece).get(values, i, count);
    }
    return values;
  }

  private static FloatBuffer floats(byte[] piece) {
    return ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
