package org.paceline.data;

import java.util.List;

/** A data set that was opened, with its parts. */
public interface DataParts {

  /**
   * One part.
   *
   * @param subset which
   * @return its examples
   * @throws DataException if the set has no such part, or it breaks its format
   */
  Examples of(Subset subset);

  /**
   * What there is for a model to look at: every image of a folder, whatever folders are in it; of
   * other sets the test part.
   *
   * @param classes names of classes; an example's label is the position of its own, or −1 where it
   *     is of none of them or nobody knows
   * @return the examples
   * @throws DataException if there are none, or the data breaks its format
   */
  Examples unsorted(List<String> classes);
}
