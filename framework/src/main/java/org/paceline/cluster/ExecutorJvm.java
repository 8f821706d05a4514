package org.paceline.cluster;

import java.util.List;
import java.util.Map;

/**
 * The settings of an executor's virtual machine that fit what it does: most of its time and memory
 * go to native code.
 */
public final class ExecutorJvm {

  /** Heap in MiB; networks and batches live beside it, off the heap. */
  public static final int HEAP_MIB = 640;

  /**
   * One thread collects, as there may be one core only, and C1 compiles, since C2's compile time
   * would be taken from training. The young generation is small, for the views of native arrays
   * that a step leaves behind are freed by its collection, and its survivors' part is large, so
   * that none of them grows old: with the usual sizes resident memory grew by a gigabyte.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xmn24m",
          "-XX:SurvivorRatio=1",
          "-XX:TargetSurvivorRatio=90",
          "-Dorg.bytedeco.javacpp.maxbytes=1G",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=4G");

  /**
   * The scratch arrays of a convolution come and go at every step. With glibc's own settings they
   * are given back to the system and taken from it again, page by page: a quarter of the speed of
   * resnet20 in batches of 128 in one process of two.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "268435456",
          "MALLOC_TRIM_THRESHOLD_", "268435456");

  private ExecutorJvm() {}

  /**
   * The options of the virtual machine, but for its heap.
   *
   * @return in the form that {@code java} takes
   */
  public static List<String> options() {
    return OPTIONS;
  }

  /**
   * The environment variables of its process, read by glibc where that is the C library.
   *
   * @return value by name
   */
  public static Map<String, String> environment() {
    return ENVIRONMENT;
  }
}
