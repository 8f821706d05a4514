package org.paceline.benchmarks;

import org.paceline.cluster.EmbeddedCluster;

/**
 * A worker of the embedded cluster whose share can fall to a quarter, and come back.
 *
 * @param cluster its cluster
 * @param worker its position
 * @param share its share of a core
 */
record ShareCut(EmbeddedCluster cluster, int worker, double share) {

  /** What is left of the share, and so of the worker's speed. */
  static final double REST = 0.25;

  static ShareCut of(EmbeddedCluster cluster, int worker) {
    return new ShareCut(cluster, worker, cluster.cpuShares().get(worker));
  }

  void fall() {
    cluster.limit(worker, share * REST);
  }

  /**
   * Gives the whole share back.
   *
   * @throws org.paceline.cluster.ClusterException if the cluster cannot change a share
   */
  void comeBack() {
    cluster.limit(worker, share);
  }
}
