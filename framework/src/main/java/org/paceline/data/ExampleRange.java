package org.paceline.data;

import java.io.Serializable;

/** Some examples of a set, for any machine that reaches the storage. Immutable. */
public interface ExampleRange extends Serializable {

  /**
   * Reads them.
   *
   * @return the examples, in order
   * @throws DataException if the storage cannot be read or its content breaks the format
   */
  ExampleBlock read();
}
