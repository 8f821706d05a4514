package org.paceline.benchmarks.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the service every few seconds, while it has load. */
final class Watch implements AutoCloseable {

  private static final int SECONDS = 5;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> looking;
  private final List<Look> looks = new ArrayList<>();
  private final long begin = System.nanoTime();
  private final long pid;
  private final Connection connection;

  /**
   * What was seen.
   *
   * @param second of the load
   * @param residentMib memory of the process
   * @param heapMib of it, heap in use, garbage included
   * @param threads of the process
   * @param databaseActive connections to the database that are in use
   * @param databasePending requests that wait for one
   */
  record Look(
      double second,
      double residentMib,
      double heapMib,
      int threads,
      int databaseActive,
      int databasePending) {}

  Watch(ServiceProcess service) {
    pid = service.pid();
    connection = new Connection(service.port());
    looking = clock.scheduleAtFixedRate(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      String measures =
          connection.send(Request.plain("/metrics", ServiceProcess.METRICS_TOKEN)).text();
      Look look =
          new Look(
              (System.nanoTime() - begin) / 1e9,
              ProcessUse.residentMib(pid),
              sum(measures, "jvm_memory_used_bytes\\{area=\"heap\"[^}]*}") / (1 << 20),
              ProcessUse.threads(pid),
              (int) sum(measures, "hikaricp_connections_active\\{[^}]*}"),
              (int) sum(measures, "hikaricp_connections_pending\\{[^}]*}"));
      synchronized (looks) {
        looks.add(look);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the service cannot be watched: " + e.getMessage(), e);
    }
  }

  private static double sum(String measures, String name) {
    Matcher lines = Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE).matcher(measures);
    return lines.results().mapToDouble(line -> Double.parseDouble(line.group(1))).sum();
  }

  /**
   * Ends it.
   *
   * @return what was seen
   */
  List<Look> looks() throws IOException, InterruptedException {
    if (looking.isDone()) {
      try {
        looking.get();
      } catch (ExecutionException e) {
        throw new IOException(e.getCause().getMessage(), e.getCause());
      }
    }
    synchronized (looks) {
      return List.copyOf(looks);
    }
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    connection.close();
  }
}
