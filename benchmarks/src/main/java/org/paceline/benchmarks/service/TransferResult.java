package org.paceline.benchmarks.service;

import java.util.List;

/**
 * What came out, as the output file holds it.
 *
 * @param date when it ended
 * @param processor the processor's name
 * @param cores of the computer
 * @param mib size of the file
 * @param cold whether what is sent was read from the disk, not from memory
 * @param computerLoad the computer's load average at the beginning
 * @param seconds of each repeat
 * @param heapMib the most that was left of the service's heap after a collection
 * @param residentMib the most that the service's process had
 * @param interruptions what came of those
 */
record TransferResult(
    String date,
    String processor,
    int cores,
    int mib,
    boolean cold,
    double computerLoad,
    List<Seconds> seconds,
    int heapMib,
    double residentMib,
    List<Interruption> interruptions) {

  /**
   * How long each took, one after the other.
   *
   * @param copy {@code cp}, which leaves the bytes in memory
   * @param settledCopy {@code cp} and {@code sync} of the copy
   * @param push {@code paceline data push}, whose bytes are on the disk when it ends
   * @param pull {@code paceline data pull}, which leaves the bytes in memory
   */
  record Seconds(double copy, double settledCopy, double push, double pull) {}

  /**
   * A process that was killed with -9 in the middle.
   *
   * @param what which
   * @param atMib how much there was when it was killed
   * @param twice parts that the service took more than once
   * @param seen whether the file was to be seen before it was whole
   * @param same whether in the end all bytes were those of the file
   */
  record Interruption(String what, double atMib, int twice, boolean seen, boolean same) {

    boolean right() {
      return same && !seen && twice == 0;
    }
  }

  boolean right() {
    return interruptions.stream().allMatch(Interruption::right);
  }
}
