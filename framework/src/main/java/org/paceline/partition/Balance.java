package org.paceline.partition;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;
import scala.Option;

/** Deals the partitions of any RDD to executors in proportion to their speeds. */
public final class Balance {

  /** Partitions an executor, below which shares would be too coarse and the data is cut finer. */
  private static final int LEAST_PARTITIONS = 8;

  private Balance() {}

  /**
   * Groups an RDD's partitions by speed.
   *
   * @param rdd the data; with fewer than 8 partitions an executor it is repartitioned first
   * @param members the executors
   * @param speeds the speed of each, in any unit, positive
   * @param <T> the type of an element
   * @return the same elements in one partition an executor, placed there
   */
  public static <T> JavaRDD<T> of(JavaRDD<T> rdd, List<Member> members, List<Double> speeds) {
    int least = LEAST_PARTITIONS * members.size();
    JavaRDD<T> fine = rdd.getNumPartitions() >= least ? rdd : rdd.repartition(least);
    List<WorkerSpeed> workers =
        IntStream.range(0, members.size())
            .mapToObj(i -> WorkerSpeed.of(members.get(i).executorId(), speeds.get(i)))
            .toList();
    Quotas quotas = new SimultaneousFinishPlanner().plan(workers, fine.getNumPartitions());
    return fine.rdd()
        .coalesce(
            members.size(), false, Option.apply(new QuotaCoalescer(members, quotas.units())), null)
        .toJavaRDD();
  }
}
