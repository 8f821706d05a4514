package org.paceline.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Holds the processes of a worker to its share of a core. */
interface CpuLimiter {

  /** How it does so, in a few words for the report. */
  String description();

  /** What the worker's environment must contain for it. */
  Map<String, String> environment(double share);

  /** Takes charge of a worker's process, and so of the children it will start. */
  void adopt(int worker, long pid) throws IOException;

  /**
   * Has a process share what a worker may use.
   *
   * @return whether it is held; false where workers hold themselves
   */
  boolean join(int worker, long pid) throws IOException;

  /** From now on the worker's processes get no more than the share. */
  void limit(int worker, double share) throws IOException;

  /** Whether a share can change while the worker runs. */
  boolean adjustable();

  /** What has to be removed once the processes are gone. */
  List<Path> traces();

  /** The best limiter that this system allows. */
  static CpuLimiter best(String name) {
    return Cgroup.find(name).<CpuLimiter>map(group -> group).orElseGet(GovernorLimiter::new);
  }
}
