package org.paceline.cluster;

import java.util.List;

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
   * that a step leaves behind are freed by its collection: with the usual 210 MiB, 600 steps passed
   * between two, and resident memory grew by a gigabyte.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xmn16m",
          "-Dorg.bytedeco.javacpp.maxbytes=1G",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=4G");

  private ExecutorJvm() {}

  /**
   * The options of the virtual machine, but for its heap.
   *
   * @return in the form that {@code java} takes
   */
  public static List<String> options() {
    return OPTIONS;
  }
}
