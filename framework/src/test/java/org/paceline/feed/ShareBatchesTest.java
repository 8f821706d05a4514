package org.paceline.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.base.Seeds;
import org.paceline.feed.ShareBatches.Piece;
import org.paceline.partition.Share;

class ShareBatchesTest {

  /** Two batches a block, of which the second has the seed as its label. */
  private static final class Twice implements Feed<Integer> {

    private static final long serialVersionUID = 1L;

    private final transient List<Long> seeds = new ArrayList<>();

    @Override
    public java.util.Iterator<org.nd4j.linalg.dataset.api.DataSet> batches(
        List<Integer> blocks, long seed) {
      seeds.add(seed);
      return blocks.stream().flatMap(b -> List.of(batch(b), batch(b + 0.5)).stream()).iterator();
    }

    @Override
    public int chunkBlocks(int share) {
      return 3;
    }
  }

  private static org.nd4j.linalg.dataset.api.DataSet batch(double value) {
    return new DataSet(Nd4j.create(new double[][] {{value}}), Nd4j.create(new double[][] {{0}}));
  }

  private static Share<Integer> share(Integer... blocks) {
    return new Share<>("0", List.of(blocks), List::of, 0);
  }

  @Test
  void chunksFollowEachOtherAndSayWhereTheyBeginAndEnd() {
    Twice feed = new Twice();
    List<Piece> pieces = new ArrayList<>();
    new ShareBatches<>(feed, share(1, 2, 3, 4, 5), 7).forEachRemaining(pieces::add);
    assertThat(pieces)
        .extracting(piece -> piece.batch().getFeatures().getDouble(0))
        .containsExactly(1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5);
    assertThat(pieces).extracting(Piece::blocks).containsExactly(3, 3, 3, 3, 3, 3, 2, 2, 2, 2);
    assertThat(pieces)
        .extracting(Piece::first)
        .containsExactly(true, false, false, false, false, false, true, false, false, false);
    assertThat(pieces)
        .extracting(Piece::last)
        .containsExactly(false, false, false, false, false, true, false, false, false, true);
    assertThat(feed.seeds).containsExactly(Seeds.mix(7, 0), Seeds.mix(7, 3));
  }

  @Test
  void aShareOfNothingHasNoBatches() {
    assertThat(new ShareBatches<>(new Twice(), share(), 7)).isExhausted();
  }
}
