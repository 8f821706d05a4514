package org.paceline.data;

import java.io.Serializable;
import java.util.List;

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
   * Identifies the content, for provenance.
   *
   * @return a hash in hexadecimal
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
}
