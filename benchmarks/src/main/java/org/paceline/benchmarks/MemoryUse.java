package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The memory of a process.
 *
 * @param heapBytes live objects on the heap
 * @param residentBytes resident memory, heap included
 */
record MemoryUse(long heapBytes, long residentBytes) {

  private static final long KIB = 1024;

  /** The use of this process, after a collection. */
  static MemoryUse now() throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new MemoryUse(
        runtime.totalMemory() - runtime.freeMemory(),
        status(ProcessHandle.current().pid(), "VmRSS"));
  }

  /** The most that a process had resident. */
  static long peakResident(long pid) throws IOException {
    return status(pid, "VmHWM");
  }

  private static long status(long pid, String key) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(key + ":"))
          .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  static MemoryUse parse(String heap, String resident) {
    return new MemoryUse(Long.parseLong(heap), Long.parseLong(resident));
  }

  @Override
  public String toString() {
    return heapBytes + " " + residentBytes;
  }
}
