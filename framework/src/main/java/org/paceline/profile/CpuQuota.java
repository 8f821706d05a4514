package org.paceline.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The CPU quota that control groups put on this process.
 *
 * <p>Both versions are read, and every group from the process's own up to the root counts: the
 * tightest wins. See the kernel's {@code cgroup-v2.rst} ({@code cpu.max}) and {@code sched-bwc.rst}
 * ({@code cpu.cfs_quota_us}).
 */
final class CpuQuota {

  private final Path proc;
  private final Path mount;

  CpuQuota(Path proc, Path mount) {
    this.proc = proc;
    this.mount = mount;
  }

  static CpuQuota ofThisProcess() {
    return new CpuQuota(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
  }

  /** The quota in cores, or empty when there is none or the system has no control groups. */
  OptionalDouble cores() {
    if (!Files.isReadable(proc)) {
      return OptionalDouble.empty();
    }
    try {
      return Files.readAllLines(proc).stream()
          .map(line -> line.split(":", 3))
          .filter(field -> field.length == 3)
          .map(this::tightest)
          .flatMapToDouble(OptionalDouble::stream)
          .min();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private OptionalDouble tightest(String[] field) {
    boolean unified = field[1].isEmpty();
    if (!unified && !List.of(field[1].split(",")).contains("cpu")) {
      return OptionalDouble.empty();
    }
    Path root = unified ? unifiedRoot() : mount.resolve("cpu");
    OptionalDouble least = OptionalDouble.empty();
    Path own = root.resolve(field[2].substring(1)).normalize();
    // A path outside the namespace's root is shown with "..": what counts is the root itself.
    Path group = own.startsWith(root) ? own : root;
    for (; group != null && group.startsWith(root); group = group.getParent()) {
      OptionalDouble here = unified ? version2(group) : version1(group);
      if (here.isPresent()) {
        least = OptionalDouble.of(Math.min(here.getAsDouble(), least.orElse(here.getAsDouble())));
      }
    }
    return least;
  }

  private Path unifiedRoot() {
    Path hybrid = mount.resolve("unified");
    return Files.isDirectory(hybrid) ? hybrid : mount;
  }

  private static OptionalDouble version2(Path group) {
    String[] max = read(group.resolve("cpu.max")).split(" ");
    return max.length == 2 ? ratio(max[0], max[1]) : OptionalDouble.empty();
  }

  private static OptionalDouble version1(Path group) {
    String quota = read(group.resolve("cpu.cfs_quota_us"));
    String period = read(group.resolve("cpu.cfs_period_us"));
    return ratio(quota, period);
  }

  /** Anything but two whole positive numbers, such as "max" or -1, is no quota. */
  private static OptionalDouble ratio(String quota, String period) {
    boolean limited = quota.matches("[1-9]\\d{0,17}") && period.matches("[1-9]\\d{0,17}");
    return limited
        ? OptionalDouble.of((double) Long.parseLong(quota) / Long.parseLong(period))
        : OptionalDouble.empty();
  }

  private static String read(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }
}
