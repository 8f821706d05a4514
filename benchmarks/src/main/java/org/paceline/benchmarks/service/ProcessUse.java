package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What processes take of this computer, as Linux tells it. */
final class ProcessUse {

  private static final double KIB_A_MIB = 1024;
  private static final double NANOS = 1e9;

  private ProcessUse() {}

  /** Seconds of a processor, of a process and those that it has started and that still run. */
  static double cpuSeconds(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants())
            .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toNanos)
            .sum()
        / NANOS;
  }

  static double residentMib(long pid) throws IOException {
    return status(pid, "VmRSS:") / KIB_A_MIB;
  }

  /** The most that it has ever had. */
  static double mostResidentMib(long pid) throws IOException {
    return status(pid, "VmHWM:") / KIB_A_MIB;
  }

  static int threads(long pid) throws IOException {
    return (int) status(pid, "Threads:");
  }

  private static long status(long pid, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    }
  }
}
