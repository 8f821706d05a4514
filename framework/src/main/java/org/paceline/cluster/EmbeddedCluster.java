package org.paceline.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils$;
import org.paceline.roster.Member;

/**
 * A Spark Standalone master and one worker process a share, on this computer, from the class path
 * of this process.
 *
 * <p>The processes start at full speed; {@link #limit()} holds each worker to its share from then
 * on. {@link #close()}, the end of this process or its being killed ends them and removes every
 * trace. Not thread-safe, but for {@code close}.
 */
public final class EmbeddedCluster implements AutoCloseable {

  private final List<Double> cpuShares;
  private final Workspace workspace;
  private final CpuLimiter limiter;
  private final List<ChildProcess> workers = new ArrayList<>();
  private final Thread hook = new Thread(this::stop, "paceline-cluster-stop");
  private ChildProcess master;
  private boolean stopped;

  private EmbeddedCluster(List<Double> cpuShares, Workspace workspace, CpuLimiter limiter) {
    this.cpuShares = new ArrayList<>(cpuShares);
    this.workspace = workspace;
    this.limiter = limiter;
  }

  /**
   * Starts a cluster with the best limiter that this system allows.
   *
   * @param cpuShares one share of a core a worker; see {@link CpuShares#parse}
   * @return the running cluster; its workers may still be registering
   * @throws ClusterException if a process does not start
   */
  public static EmbeddedCluster start(List<Double> cpuShares) {
    return start(cpuShares, CpuLimiter.best("paceline-" + ProcessHandle.current().pid()));
  }

  /**
   * Starts a cluster whose workers pace themselves, as where no control group may be made.
   *
   * @param cpuShares one share of a core a worker
   * @return the running cluster
   * @throws ClusterException if a process does not start
   */
  public static EmbeddedCluster startGoverned(List<Double> cpuShares) {
    return start(cpuShares, new GovernorLimiter());
  }

  private static EmbeddedCluster start(List<Double> cpuShares, CpuLimiter limiter) {
    try {
      EmbeddedCluster cluster = new EmbeddedCluster(cpuShares, Workspace.create(), limiter);
      Runtime.getRuntime().addShutdownHook(cluster.hook);
      cluster.startProcesses();
      return cluster;
    } catch (IOException e) {
      throw new ClusterException("the embedded cluster could not be started: " + e.getMessage(), e);
    }
  }

  private void startProcesses() throws IOException {
    try {
      launchMaster().ready();
      master.say("delete " + workspace.root());
      List<ChildProcess> launched = new ArrayList<>();
      for (int i = 0; i < cpuShares.size(); i++) {
        launched.add(launchWorker(i));
      }
      for (ChildProcess worker : launched) {
        worker.ready();
      }
    } catch (IOException | RuntimeException e) {
      checkNotStopped();
      close();
      throw e;
    }
  }

  // What is launched must be seen by stop(), which never waits for it to be ready.

  private synchronized ChildProcess launchMaster() throws IOException {
    checkNotStopped();
    master = ChildProcess.start(workspace, "master", List.of("master"), Map.of());
    return master;
  }

  private synchronized ChildProcess launchWorker(int i) throws IOException {
    checkNotStopped();
    int cores = cores(cpuShares.get(i));
    String memory = String.valueOf(ExecutorJvm.heapMib() + 1024);
    List<String> arguments =
        List.of(
            "worker",
            master.address(),
            String.valueOf(cores),
            memory,
            workspace.path("work/" + i).toString());
    Map<String, String> environment = new HashMap<>(limiter.environment(cpuShares.get(i)));
    environment.put("SPARK_EXECUTOR_ATTRIBUTE_" + Member.ORDINAL, String.valueOf(i));
    environment.put(
        "SPARK_EXECUTOR_ATTRIBUTE_" + Member.CPU_SHARE, String.valueOf(cpuShares.get(i)));
    environment.put("OMP_NUM_THREADS", String.valueOf(cores));
    environment.putAll(ExecutorJvm.environment());
    ChildProcess worker = ChildProcess.start(workspace, "worker-" + i, arguments, environment);
    workers.add(worker);
    limiter.adopt(i, worker.pid());
    master.say("pid " + worker.pid());
    limiter.traces().forEach(path -> master.say("delete " + path));
    return worker;
  }

  private synchronized void checkNotStopped() {
    if (stopped) {
      throw new ClusterException("the embedded cluster was stopped while it started");
    }
  }

  private static int cores(double share) {
    return (int) Math.ceil(share);
  }

  /**
   * The configuration with which an application runs on this cluster.
   *
   * @return a new configuration with master, memory, folders and flags set
   */
  public SparkConf configuration() {
    SparkConf conf = new SparkConf();
    ExecutorJvm.defaults().forEach(conf::set);
    conf.setMaster(master.address());
    conf.set("spark.driver.host", "127.0.0.1");
    conf.set("spark.driver.bindAddress", "127.0.0.1");
    conf.set("spark.local.dir", workspace.path("local").toString());
    conf.set("spark.executor.extraJavaOptions", executorOptions());
    return conf;
  }

  private String executorOptions() {
    List<String> options = new ArrayList<>(ExecutorJvm.options());
    options.addAll(workspace.options());
    return OptionLine.of(options);
  }

  /**
   * Holds every worker to its share from now on.
   *
   * @throws ClusterException if the system takes the permission back
   */
  public synchronized void limit() {
    try {
      for (int i = 0; i < cpuShares.size(); i++) {
        limiter.limit(i, cpuShares.get(i));
      }
    } catch (IOException e) {
      throw new ClusterException("the CPU quota of a worker was refused: " + e.getMessage(), e);
    }
  }

  /**
   * Holds one worker to another share from now on, as when its owner needs the machine.
   *
   * @param worker its position
   * @param share the share of a core
   * @throws ClusterException if the system takes the permission back, or the limiter cannot change
   *     a share
   */
  public synchronized void limit(int worker, double share) {
    if (!limiter.adjustable()) {
      throw new ClusterException(
          "a share cannot change while its worker runs: the limiter is " + limiter.description());
    }
    try {
      limiter.limit(worker, share);
      cpuShares.set(worker, share);
    } catch (IOException e) {
      throw new ClusterException("the CPU quota of a worker was refused: " + e.getMessage(), e);
    }
  }

  /**
   * Whether foreign processes can be held to a worker's share.
   *
   * @return false where no control group may be made
   */
  public boolean holdsOthers() {
    return limiter.adjustable();
  }

  /**
   * Holds a process that is none of Spark's to a worker's share, as long as that worker is idle:
   * the share is of both. It ends with this cluster or this process, whichever comes first.
   *
   * @param worker the worker's position
   * @param pid the process; those it starts from now on are held with it
   * @return whether it is held; false where no control group may be made, so that nothing but the
   *     workers can be
   * @throws IllegalArgumentException if there is no such worker
   * @throws ClusterException if the system refuses, or there is no such process
   */
  public synchronized boolean hold(int worker, long pid) {
    if (worker < 0 || worker >= workers.size()) {
      throw new IllegalArgumentException(
          "a worker is from 0 to %s here, not %s".formatted(workers.size() - 1, worker));
    }
    try {
      boolean held = limiter.join(worker, pid);
      if (held) {
        master.say("pid " + pid);
      }
      return held;
    } catch (IOException e) {
      throw new ClusterException(
          "process %s cannot be held to the share of worker %s: %s"
              .formatted(pid, worker, e.getMessage()),
          e);
    }
  }

  /**
   * Starts one worker more, at full speed until it is limited.
   *
   * @param share its share of a core
   * @return its position
   * @throws ClusterException if its process does not start
   */
  public int add(double share) {
    int added = shareOfNext(share);
    try {
      launchWorker(added).ready();
      return added;
    } catch (IOException | ClusterException e) {
      forget(added);
      throw new ClusterException("a worker could not be added: " + e.getMessage(), e);
    }
  }

  private synchronized int shareOfNext(double share) {
    cpuShares.add(share);
    return cpuShares.size() - 1;
  }

  private synchronized void forget(int worker) {
    cpuShares.remove(worker);
    if (workers.size() > worker) {
      workers.remove(worker).close();
    }
  }

  /**
   * How the workers are held to their shares of a core.
   *
   * @return a few words for the report
   */
  public String limiter() {
    return limiter.description();
  }

  /**
   * The workers' shares of a core.
   *
   * @return in the workers' order, in cores
   */
  public synchronized List<Double> cpuShares() {
    return List.copyOf(cpuShares);
  }

  /**
   * What an executor left, to be looked at before this cluster is closed.
   *
   * @param executor its id
   * @return empty if there was no such executor
   */
  public Optional<Remains> remains(String executor) {
    return workspace.executor(executor).map(Remains::new);
  }

  /** What this cluster made outside its processes, and removes again. */
  List<Path> traces() {
    List<Path> traces = new ArrayList<>(limiter.traces());
    traces.add(workspace.root());
    return traces;
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The virtual machine is already shutting down: the hook is the one that runs.
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    workers.forEach(ChildProcess::close);
    if (master != null) {
      master.close();
    }
    traces().forEach(Janitor::delete);
    // Spark remembers its first local folder for the life of the process and would make it again.
    Utils$.MODULE$.clearLocalRootDirs();
  }
}
