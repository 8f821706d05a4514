package org.paceline.testing;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.cluster.ClusterTraces;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;

/** A real embedded cluster with an application on it, for tests. */
public final class TestPool implements AutoCloseable {

  private final EmbeddedCluster cluster;
  private final JavaSparkContext context;
  private final List<Member> members;

  public TestPool(EmbeddedCluster cluster) {
    this.cluster = cluster;
    this.context =
        new JavaSparkContext(Roster.configure(cluster.configuration().setAppName("test")));
    this.members = Roster.of(context.sc()).await(cluster.cpuShares().size(), TimeLimit.GENEROUS);
    if (members.size() < cluster.cpuShares().size()) {
      close();
      throw new IllegalStateException("only " + members + " came");
    }
  }

  /** Workers that are never held to a share, for tests of what they compute. */
  public static TestPool unlimited(int workers) {
    return new TestPool(EmbeddedCluster.start(java.util.Collections.nCopies(workers, 1.0)));
  }

  public JavaSparkContext context() {
    return context;
  }

  public EmbeddedCluster cluster() {
    return cluster;
  }

  public List<Member> members() {
    return members;
  }

  /** What the cluster makes outside its processes, and removes again. */
  public List<Path> traces() {
    return ClusterTraces.of(cluster);
  }

  @Override
  public void close() {
    context.close();
    cluster.close();
  }
}
