package org.paceline.feed;

import java.util.Collections;
import java.util.Iterator;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.base.Seeds;
import org.paceline.partition.Share;

/**
 * The batches of a share, chunk after chunk, in one row: so the first batch of a chunk can be
 * prepared while the last one of the chunk before is trained. Not thread-safe.
 *
 * @param <T> the type of a block
 */
public final class ShareBatches<T> implements Iterator<ShareBatches.Piece> {

  private final Feed<T> feed;
  private final Share<T> share;
  private final long seed;
  private final int chunk;
  private Iterator<DataSet> batches = Collections.emptyIterator();
  private int begin;
  private int end;

  /**
   * A batch and its place in its chunk.
   *
   * @param batch good until the next but one is asked for
   * @param blocks blocks of the chunk
   * @param first whether it is the chunk's first batch
   * @param last whether it is the chunk's last batch
   */
  public record Piece(DataSet batch, int blocks, boolean first, boolean last) {}

  /**
   * Prepares nothing yet.
   *
   * @param feed makes batches of blocks
   * @param share whose blocks are read a chunk at a time
   * @param seed decides everything random
   */
  public ShareBatches(Feed<T> feed, Share<T> share, long seed) {
    this.feed = feed;
    this.share = share;
    this.seed = seed;
    this.chunk = feed.chunkBlocks(share.blocks().size());
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext() || end < share.blocks().size();
  }

  @Override
  public Piece next() {
    boolean first = !batches.hasNext();
    if (first) {
      begin = end;
      end = Math.min(begin + chunk, share.blocks().size());
      batches = feed.batches(share.elements(begin, end), Seeds.mix(seed, begin));
    }
    DataSet batch = batches.next();
    return new Piece(batch, end - begin, first, !batches.hasNext());
  }
}
