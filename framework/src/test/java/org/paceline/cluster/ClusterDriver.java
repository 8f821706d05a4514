package org.paceline.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** A driver that starts a cluster, tells what there is of it, and waits to be stopped. */
final class ClusterDriver {

  private ClusterDriver() {}

  public static void main(String[] args) throws InterruptedException {
    EmbeddedCluster cluster = EmbeddedCluster.start(List.of(0.5));
    System.out.println(
        ProcessHandle.current()
            .children()
            .map(process -> String.valueOf(process.pid()))
            .collect(Collectors.joining(" ")));
    System.out.println(
        cluster.traces().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    Thread.currentThread().join();
  }
}
