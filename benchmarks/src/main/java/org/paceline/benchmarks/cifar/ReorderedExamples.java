package org.paceline.benchmarks.cifar;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.paceline.base.Hashing;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ExampleRange;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;

/** The examples of a set in another order. */
final class ReorderedExamples implements Examples {

  private static final long serialVersionUID = 1L;

  private final Examples whole;
  private final int[] order;

  /** {@code order} has each position once. */
  ReorderedExamples(Examples whole, int[] order) {
    if (order.length != whole.size()) {
      throw new IllegalArgumentException(
          "an order of %s examples is not one of %s".formatted(order.length, whole.size()));
    }
    this.whole = whole;
    this.order = order.clone();
  }

  /** Only its own positions travel with a range. */
  // Neither copied in nor out: it is made here.
  @SuppressWarnings("ArrayRecordComponent")
  private record Some(Examples whole, int[] positions) implements ExampleRange {

    @Override
    public ExampleBlock read() {
      int length = whole.shape().length();
      byte[] pixels = new byte[positions.length * length];
      int[] labels = new int[positions.length];
      for (int i = 0; i < positions.length; i++) {
        ExampleBlock one = whole.read(positions[i], 1);
        System.arraycopy(one.pixels(), 0, pixels, i * length, length);
        labels[i] = one.labels()[0];
      }
      return new ExampleBlock(whole.shape(), pixels, labels);
    }
  }

  @Override
  public int size() {
    return order.length;
  }

  @Override
  public ImageShape shape() {
    return whole.shape();
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public ExampleBlock read(int from, int count) {
    return range(from, count).read();
  }

  @Override
  public ExampleRange range(int from, int count) {
    Objects.checkFromIndexSize(from, count, order.length);
    return new Some(whole, Arrays.copyOfRange(order, from, from + count));
  }

  @Override
  public String name(int example) {
    return whole.name(order[example]);
  }

  @Override
  public String fingerprint() {
    return Hashing.hex(Hashing.sha256(whole.fingerprint() + Arrays.toString(order)));
  }
}
