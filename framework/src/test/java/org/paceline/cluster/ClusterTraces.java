package org.paceline.cluster;

import java.nio.file.Path;
import java.util.List;

/** Lets tests of other rooms see what a cluster has to remove. */
public final class ClusterTraces {

  private ClusterTraces() {}

  /** Folders and control groups that are there until the cluster is closed. */
  public static List<Path> of(EmbeddedCluster cluster) {
    return cluster.traces();
  }
}
