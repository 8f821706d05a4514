package org.paceline.data;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkContext;

/**
 * A set whose labels are positions in another list of classes, by the classes' names.
 *
 * @param positions the new label of each old one, −1 where the class is not in the list
 */
record RelabelledExamples(Examples examples, List<String> classes, List<Integer> positions)
    implements Examples {

  static Examples of(Examples examples, List<String> names) {
    return new RelabelledExamples(
        examples, names, examples.classes().stream().map(names::indexOf).toList());
  }

  /** Some of them. */
  private record Range(ExampleRange range, List<Integer> positions) implements ExampleRange {
    @Override
    public ExampleBlock read() {
      return relabelled(range.read(), positions);
    }
  }

  private static ExampleBlock relabelled(ExampleBlock block, List<Integer> positions) {
    int[] labels =
        Arrays.stream(block.labels()).map(old -> old < 0 ? old : positions.get(old)).toArray();
    return new ExampleBlock(block.shape(), block.pixels(), labels);
  }

  @Override
  public ExampleRange range(int from, int count) {
    return new Range(examples.range(from, count), positions);
  }

  @Override
  public ExampleBlock read(int from, int count) {
    return relabelled(examples.read(from, count), positions);
  }

  @Override
  public String name(int example) {
    return examples.name(example);
  }

  @Override
  public void check(SparkContext context) {
    examples.check(context);
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public ImageShape shape() {
    return examples.shape();
  }

  @Override
  public String fingerprint() {
    return examples.fingerprint();
  }
}
