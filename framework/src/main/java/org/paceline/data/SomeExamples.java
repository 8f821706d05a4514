package org.paceline.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.paceline.base.Hashing;

/** Some examples of a set, in its order. */
final class SomeExamples implements Examples {

  private static final long serialVersionUID = 1L;

  private final Examples whole;
  private final int[] positions;

  /** Those at {@code positions}, in ascending order. */
  SomeExamples(Examples whole, int[] positions) {
    this.whole = whole;
    this.positions = positions.clone();
  }

  /** Neighbours are read at once. */
  private record Joined(ImageShape shape, List<ExampleRange> parts) implements ExampleRange {
    @Override
    public ExampleBlock read() {
      List<ExampleBlock> blocks = parts.stream().map(ExampleRange::read).toList();
      int size = blocks.stream().mapToInt(ExampleBlock::size).sum();
      byte[] pixels = new byte[size * shape.length()];
      int[] labels = new int[size];
      int at = 0;
      for (ExampleBlock block : blocks) {
        System.arraycopy(block.pixels(), 0, pixels, at * shape.length(), block.pixels().length);
        System.arraycopy(block.labels(), 0, labels, at, block.size());
        at += block.size();
      }
      return new ExampleBlock(shape, pixels, labels);
    }
  }

  @Override
  public ExampleRange range(int from, int count) {
    Objects.checkFromIndexSize(from, count, positions.length);
    List<ExampleRange> parts = new ArrayList<>();
    int first = from;
    for (int i = from + 1; i <= from + count; i++) {
      if (i == from + count || positions[i] != positions[i - 1] + 1) {
        parts.add(whole.range(positions[first], i - first));
        first = i;
      }
    }
    return new Joined(shape(), List.copyOf(parts));
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
