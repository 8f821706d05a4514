package org.paceline.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits workers by CPU quotas of control groups, version 1 or 2, one group a worker.
 *
 * <p>The groups are made beside or below the group that this process is in, wherever the system
 * lets this user make one with a CPU controller.
 */
// The period is 50 ms: with the usual 100 ms a worker of share 0.2 stands still for 80 ms at a
// time, which is long against a training step; much shorter ones cost context switches.
final class Cgroup implements CpuLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(Cgroup.class);
  private static final long PERIOD_MICROS = 50_000;
  private static final Path MOUNT = Path.of("/sys/fs/cgroup");
  private static final Path OWN = Path.of("/proc/self/cgroup");

  private final Path parent;
  private final String name;
  private final boolean unified;
  private final List<Path> groups = new ArrayList<>();

  private Cgroup(Path parent, String name, boolean unified) {
    this.parent = parent;
    this.name = name;
    this.unified = unified;
  }

  /** A place for groups of this name, if there is one. */
  static Optional<Cgroup> find(String name) {
    return candidates(name).filter(Cgroup::works).findFirst();
  }

  private static Stream<Cgroup> candidates(String name) {
    if (!Files.isReadable(OWN)) {
      return Stream.empty();
    }
    try {
      return Files.readAllLines(OWN).stream()
          .map(line -> line.split(":", 3))
          .filter(field -> field.length == 3)
          .flatMap(field -> candidates(field, name));
    } catch (IOException e) {
      LOG.debug("control groups cannot be read: {}", e.getMessage());
      return Stream.empty();
    }
  }

  private static Stream<Cgroup> candidates(String[] field, String name) {
    boolean unified = field[1].isEmpty();
    if (!unified && !List.of(field[1].split(",")).contains("cpu")) {
      return Stream.empty();
    }
    Path root = unified ? MOUNT : MOUNT.resolve("cpu");
    Path own = root.resolve(field[2].substring(1)).normalize();
    Stream<Path> places = own.equals(root) ? Stream.of(own) : Stream.of(own, own.getParent());
    return places.map(place -> new Cgroup(place, name, unified));
  }

  /** Tries the whole of it: make a group, set a quota, move a process in, remove it again. */
  private boolean works() {
    Path probe = parent.resolve(name + "-probe");
    try {
      Files.createDirectory(probe);
    } catch (IOException e) {
      return false;
    }
    try {
      write(probe, 1);
      return admits(probe);
    } catch (IOException e) {
      return false;
    } finally {
      remove(probe);
    }
  }

  private static boolean admits(Path group) throws IOException {
    Process process = new ProcessBuilder("sleep", "10").start();
    try {
      Files.writeString(group.resolve("cgroup.procs"), String.valueOf(process.pid()));
      return true;
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static void remove(Path group) {
    Janitor.delete(group);
    if (Files.exists(group)) {
      LOG.warn("control group {} could not be removed", group);
    }
  }

  @Override
  public String description() {
    return "cgroup v" + (unified ? 2 : 1) + " CPU quota";
  }

  @Override
  public Map<String, String> environment(double share) {
    return Map.of();
  }

  @Override
  public void adopt(int worker, long pid) throws IOException {
    Path group = Files.createDirectory(group(worker));
    groups.add(group);
    join(worker, pid);
  }

  @Override
  public boolean join(int worker, long pid) throws IOException {
    Files.writeString(group(worker).resolve("cgroup.procs"), String.valueOf(pid));
    return true;
  }

  @Override
  public void limit(int worker, double share) throws IOException {
    write(group(worker), share);
  }

  private Path group(int worker) {
    return parent.resolve(name + "-" + worker);
  }

  private void write(Path group, double share) throws IOException {
    long quota = Math.round(share * PERIOD_MICROS);
    if (unified) {
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
    } else {
      Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
    }
  }

  @Override
  public boolean adjustable() {
    return true;
  }

  @Override
  public List<Path> traces() {
    return List.copyOf(groups);
  }
}
