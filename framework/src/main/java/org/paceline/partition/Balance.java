package org.paceline.partition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaRDD;
import org.paceline.plan.QuotaPlanner;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;
import scala.Option;

/** Deals the partitions of any RDD to the task slots of executors in proportion to their speeds. */
public final class Balance {

  /** Partitions a slot that the data is cut into where what there is cannot be dealt well. */
  private static final int FINE = 8;

  /** What a division must promise, beside one in the exact ratio of the speeds. */
  private static final double WELL = 0.9;

  private Balance() {}

  /**
   * Groups an RDD's partitions by speed.
   *
   * @param rdd the data
   * @param cut the same data in so many partitions, for where those there are cannot be dealt well
   * @param members the executors
   * @param speeds the speed of each, in any unit, positive
   * @param slots tasks that each runs at a time, at least 1
   * @param <T> the type of an element
   * @return the same elements in as many partitions as there are slots, placed there
   */
  public static <T> JavaRDD<T> of(
      JavaRDD<T> rdd,
      IntFunction<JavaRDD<T>> cut,
      List<Member> members,
      List<Double> speeds,
      List<Integer> slots) {
    List<Member> places = new ArrayList<>();
    List<WorkerSpeed> workers = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      WorkerSpeed slot = WorkerSpeed.of(members.get(i).executorId(), speeds.get(i) / slots.get(i));
      places.addAll(Collections.nCopies(slots.get(i), members.get(i)));
      workers.addAll(Collections.nCopies(slots.get(i), slot));
    }
    return of(rdd, cut, places, workers);
  }

  private static <T> JavaRDD<T> of(
      JavaRDD<T> rdd, IntFunction<JavaRDD<T>> cut, List<Member> places, List<WorkerSpeed> workers) {
    QuotaPlanner planner = new SimultaneousFinishPlanner();
    Quotas quotas = planner.plan(workers, rdd.getNumPartitions());
    if (rdd.getNumPartitions() > 0 && quotas.efficiency() < WELL) {
      JavaRDD<T> fine = cut.apply(FINE * places.size());
      return grouped(fine, places, planner.plan(workers, fine.getNumPartitions()));
    }
    return grouped(rdd, places, quotas);
  }

  private static <T> JavaRDD<T> grouped(JavaRDD<T> rdd, List<Member> places, Quotas quotas) {
    QuotaCoalescer coalescer = new QuotaCoalescer(places, quotas.units());
    return rdd.rdd().coalesce(places.size(), false, Option.apply(coalescer), null).toJavaRDD();
  }
}
