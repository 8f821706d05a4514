package org.paceline.feed;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import scala.Tuple2;

/**
 * Where partitions of any size are cut so that their examples, one after the other, become blocks
 * of equal size.
 *
 * @param begins the first example of each partition, in the order of the data, and the end of all
 * @param batchSize examples of a block
 */
record Cuts(List<Long> begins, int batchSize) implements Serializable {

  /**
   * A part of a block.
   *
   * @param from its first example in the order of the data
   * @param examples the examples
   */
  @DefaultSerializer(JavaSerializer.class)
  record Piece(long from, DataSet examples) implements Serializable {}

  /** The cuts of partitions of these sizes; those that are not named are empty. */
  static Cuts of(List<Tuple2<Integer, Integer>> sizes, int partitions, int batchSize) {
    long[] size = new long[partitions];
    sizes.forEach(one -> size[one._1()] = one._2());
    List<Long> begins = new ArrayList<>(List.of(0L));
    for (int i = 0; i < partitions; i++) {
      begins.add(begins.get(i) + size[i]);
    }
    return new Cuts(List.copyOf(begins), batchSize);
  }

  long examples() {
    return begins.get(begins.size() - 1);
  }

  int blocks() {
    return Math.toIntExact((examples() + batchSize - 1) / batchSize);
  }

  /** The pieces of a partition, each with the block that it belongs to. */
  Iterator<Tuple2<Integer, Piece>> cut(int partition, Iterator<DataSet> merged) {
    List<Tuple2<Integer, Piece>> pieces = new ArrayList<>();
    while (merged.hasNext()) {
      DataSet all = merged.next();
      long begin = begins.get(partition);
      for (int from = 0; from < all.numExamples(); ) {
        int block = Math.toIntExact((begin + from) / batchSize);
        int to = (int) Math.min(all.numExamples(), (block + 1L) * batchSize - begin);
        pieces.add(new Tuple2<>(block, new Piece(begin + from, range(all, from, to))));
        from = to;
      }
    }
    return pieces.iterator();
  }

  private static DataSet range(DataSet all, int from, int to) {
    return from == 0 && to == all.numExamples() ? all : (DataSet) all.getRange(from, to);
  }
}
