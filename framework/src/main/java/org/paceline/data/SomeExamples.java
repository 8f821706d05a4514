package org.paceline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.paceline.base.Hashing;

/** Some examples of a set, in its order. */
final class SomeExamples implements Examples {

  private static final long serialVersionUID = 1L;
  private static final int CLOSE = 8;

  private final Examples whole;
  private final int[] positions;

  /** Those at {@code positions}, in ascending order. */
  SomeExamples(Examples whole, int[] positions) {
    this.whole = whole;
    this.positions = positions.clone();
  }

  /** Some of a range: rows are counted from the range's first. */
  // Neither copied in nor out: it is made here.
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(ExampleRange range, int[] rows) implements Serializable {}

  private record Joined(ImageShape shape, List<Rows> parts) implements ExampleRange {
    @Override
    public ExampleBlock read() {
      int size = parts.stream().mapToInt(part -> part.rows().length).sum();
      int length = shape.length();
      byte[] pixels = new byte[size * length];
      int[] labels = new int[size];
      int at = 0;
      for (Rows part : parts) {
        ExampleBlock block = part.range().read();
        for (int row : part.rows()) {
          System.arraycopy(block.pixels(), row * length, pixels, at * length, length);
          labels[at++] = block.labels()[row];
        }
      }
      return new ExampleBlock(shape, pixels, labels);
    }
  }

  /** What lies close together is read at once, with what is between. */
  @Override
  public ExampleRange range(int from, int count) {
    Objects.checkFromIndexSize(from, count, positions.length);
    List<Rows> parts = new ArrayList<>();
    int first = from;
    for (int i = from + 1; i <= from + count; i++) {
      if (i == from + count || positions[i] - positions[i - 1] > CLOSE) {
        parts.add(rows(first, i));
        first = i;
      }
    }
    return new Joined(shape(), List.copyOf(parts));
  }

  private Rows rows(int from, int to) {
    int start = positions[from];
    int[] rows = Arrays.stream(positions, from, to).map(position -> position - start).toArray();
    return new Rows(whole.range(start, positions[to - 1] - start + 1), rows);
  }

  @Override
  public ExampleBlock read(int from, int count) {
    return range(from, count).read();
  }

  @Override
  public int size() {
    return positions.length;
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
  public String name(int example) {
    return whole.name(positions[example]);
  }

  @Override
  public void check(SparkContext context) {
    whole.check(context);
  }

  @Override
  public String fingerprint() {
    return Hashing.hex(Hashing.sha256(whole.fingerprint() + Arrays.toString(positions)));
  }
}
