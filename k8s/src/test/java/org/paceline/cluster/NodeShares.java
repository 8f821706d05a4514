package org.paceline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds the processes of nodes to the nodes' shares of a core, as the embedded cluster does. */
public final class NodeShares implements AutoCloseable {

  private final AtomicInteger processes = new AtomicInteger();
  private final CpuLimiter limiter =
      CpuLimiter.best("paceline-nodes-" + ProcessHandle.current().pid() + "-" + System.nanoTime());

  /** What the environment of a process on a node must contain. */
  public Map<String, String> environment(double share) {
    return limiter.environment(share);
  }

  /** Takes charge of a process and those that it will start. */
  public void adopt(double share, long pid) {
    int number = processes.getAndIncrement();
    try {
      limiter.adopt(number, pid);
      limiter.limit(number, share);
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
