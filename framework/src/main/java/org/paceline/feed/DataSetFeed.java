package org.paceline.feed;

import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Feeds DL4J data sets as they are: each is a batch.
 *
 * @param steps whether a share is one batch or many
 */
record DataSetFeed(Steps steps) implements Feed<DataSet> {

  @Override
  public Iterator<org.nd4j.linalg.dataset.api.DataSet> batches(List<DataSet> blocks, long seed) {
    if (steps == Steps.PER_ROUND && blocks.size() > 1) {
      return List.<org.nd4j.linalg.dataset.api.DataSet>of(DataSet.merge(blocks)).iterator();
    }
    return blocks.stream().map(block -> (org.nd4j.linalg.dataset.api.DataSet) block).iterator();
  }

  @Override
  public int chunkBlocks(int share) {
    return steps == Steps.PER_ROUND ? Math.max(1, share) : 1;
  }
}
