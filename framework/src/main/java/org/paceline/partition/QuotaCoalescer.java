package org.paceline.partition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.Partition;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.paceline.roster.Member;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Groups the partitions of an RDD by quota, one group a place, without a shuffle, and has Spark run
 * each group on its executor.
 *
 * <p>A partition that an executor has cached goes to that executor while its quota lasts; only the
 * rest moves.
 */
public final class QuotaCoalescer implements PartitionCoalescer, scala.Serializable {

  private static final long serialVersionUID = 1L;

  private final List<Member> members;
  private final List<Integer> quotas;

  /**
   * Takes who gets how many.
   *
   * @param members the executor of each place
   * @param quotas partitions of each; their sum must be that of the RDD's partitions
   */
  public QuotaCoalescer(List<Member> members, List<Integer> quotas) {
    this.members = List.copyOf(members);
    this.quotas = List.copyOf(quotas);
  }

  @Override
  public PartitionGroup[] coalesce(int maxPartitions, RDD<?> parent) {
    Partition[] partitions = parent.partitions();
    int sum = quotas.stream().mapToInt(Integer::intValue).sum();
    if (sum != partitions.length) {
      throw new IllegalArgumentException(
          "the quotas %s add up to %s, but there are %s partitions"
              .formatted(quotas, sum, partitions.length));
    }
    List<List<Integer>> groups = group(locations(parent, partitions));
    List<PartitionGroup> result = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (!groups.get(i).isEmpty()) {
        PartitionGroup group = new PartitionGroup(Option.apply(members.get(i).location()));
        groups.get(i).forEach(p -> group.partitions().$plus$eq(partitions[p]));
        result.add(group);
      }
    }
    return result.toArray(new PartitionGroup[0]);
  }

  private List<Set<String>> locations(RDD<?> parent, Partition[] partitions) {
    List<Set<String>> locations = new ArrayList<>();
    for (Partition partition : partitions) {
      locations.add(
          new HashSet<>(
              JavaConverters.seqAsJavaList(
                      parent.context().getPreferredLocs(parent, partition.index()))
                  .stream()
                  .map(Object::toString)
                  .toList()));
    }
    return locations;
  }

  private List<List<Integer>> group(List<Set<String>> locations) {
    List<List<Integer>> groups = new ArrayList<>();
    members.forEach(member -> groups.add(new ArrayList<>()));
    List<Integer> rest = new ArrayList<>();
    for (int partition = 0; partition < locations.size(); partition++) {
      int home = home(locations.get(partition), groups);
      (home < 0 ? rest : groups.get(home)).add(partition);
    }
    int next = 0;
    for (int partition : rest) {
      while (groups.get(next).size() >= quotas.get(next)) {
        next++;
      }
      groups.get(next).add(partition);
    }
    return groups;
  }

  private int home(Set<String> locations, List<List<Integer>> groups) {
    for (int i = 0; i < members.size(); i++) {
      if (groups.get(i).size() < quotas.get(i)
          && locations.contains(members.get(i).cacheLocation())) {
        return i;
      }
    }
    return -1;
  }
}
