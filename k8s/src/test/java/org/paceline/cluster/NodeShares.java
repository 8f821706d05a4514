package org.paceline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Holds the processes of nodes to the nodes' shares of a core, as the embedded cluster does. */
public final class NodeShares implements AutoCloseable {

  private final CpuLimiter limiter =
      CpuLimiter.best("paceline-nodes-" + ProcessHandle.current().pid() + "-" + System.nanoTime());

  /** What the environment of a process on a node must contain. */
  public Map<String, String> environment(double share) {
    return limiter.environment(share);
  }

  /** Takes charge of a process and those that it will start. */
  public void adopt(int node, double share, long pid) {
    try {
      limiter.adopt(node, pid);
      limiter.limit(node, share);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the nodes are held to their shares. */
  public String description() {
    return limiter.description();
  }

  @Override
  public void close() {
    List<Path> traces = limiter.traces();
    traces.forEach(Janitor::delete);
  }
}
