package org.paceline.partition;

import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.paceline.roster.Member;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/** One partition an executor, holding the id of the executor on which it was really computed. */
final class ExecutorRDD extends RDD<String> {

  private static final long serialVersionUID = 1L;

  private final transient List<Member> members;

  ExecutorRDD(SparkContext context, List<Member> members) {
    super(context, Scala.noDependencies(), ClassTag$.MODULE$.apply(String.class));
    this.members = members;
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[members.size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new Slot(i, members.get(i).location());
    }
    return partitions;
  }

  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    return Scala.seq(List.of(((Slot) split).location()));
  }

  @Override
  public Iterator<String> compute(Partition split, TaskContext context) {
    return JavaConverters.asScalaIterator(List.of(SparkEnv.get().executorId()).iterator());
  }
}
