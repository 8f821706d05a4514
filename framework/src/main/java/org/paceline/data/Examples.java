package org.paceline.data;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.paceline.base.Hashing;

/**
 * A data set as addressable examples: any range can be read, on any machine that reaches the
 * storage. Implementations are immutable and serializable.
 */
public interface Examples extends Serializable {

  /**
   * How many examples there are.
   *
   * @return at least 1
   */
  int size();

  /**
   * The shape of every image.
   *
   * @return the shape
   */
  ImageShape shape();

  /**
   * The classes' names; an example's label is a position in this list.
   *
   * @return at least one name
   */
  List<String> classes();

  /**
   * Reads a range of examples.
   *
   * @param from the first example
   * @param count how many
   * @return the examples, in order
   * @throws DataException if the storage cannot be read or its content breaks the format
   */
  ExampleBlock read(int from, int count);

  /**
   * Some of the examples, to be read elsewhere.
   *
   * @param from the first example
   * @param count how many
   * @return what travels to whoever reads them
   */
  default ExampleRange range(int from, int count) {
    return new WholeRange(this, from, count);
  }

  /**
   * What people know an example by.
   *
   * @param example its position
   * @return the path of its file below the data set's folder, or else its position
   */
  default String name(int example) {
    return String.valueOf(example);
  }

  /**
   * Looks at each file's header, on all executors, before anything is trained. Sets of few files
   * were looked at when they were opened.
   *
   * @param context the application's context
   * @throws DataException if the data cannot be used; from executors as Spark passes it on
   */
  default void check(SparkContext context) {}

  /**
   * Identifies the content, for provenance: a hash of it, or, of images in folders, of their names,
   * sizes and times of change.
   *
   * @return in hexadecimal
   */
  String fingerprint();

  /**
   * The first examples only.
   *
   * @param limit how many at the most, at least 1
   * @return this set, or a view of its beginning
   */
  default Examples first(int limit) {
    return limit >= size() ? this : new FirstExamples(this, limit);
  }

  /**
   * The same examples for a model that knows other classes, or has them in another order.
   *
   * @param names the model's classes
   * @return examples whose labels are positions in that list, by the classes' names; −1 where a
   *     class is not in it
   */
  default Examples labelledBy(List<String> names) {
    return classes().equals(names) ? this : RelabelledExamples.of(this, names);
  }

  /** What identifies the beginning of a set. */
  static String hashOfFirst(String fingerprint, int size) {
    return Hashing.hex(Hashing.sha256(fingerprint + "[0," + size + ")"));
  }
}
