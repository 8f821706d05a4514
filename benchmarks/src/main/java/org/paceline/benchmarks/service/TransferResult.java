package org.paceline.benchmarks.service;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.paceline.benchmarks.Axes;
import org.paceline.benchmarks.Bars;
import org.paceline.benchmarks.BenchmarkResult;
import org.paceline.benchmarks.Picture;
import org.paceline.benchmarks.Setting;
import org.paceline.jobs.Table;

/**
 * What came out, as the output file holds it.
 *
 * @param setting where and how it ran
 * @param mib size of the file
 * @param cold whether what is sent was read from the disk, not from memory
 * @param computerLoad the computer's load average at the beginning
 * @param seconds of each repeat
 * @param heapMib the most that was left of the service's heap after a collection
 * @param residentMib the most that the service's process had
 * @param interruptions what came of those
 */
public record TransferResult(
    Setting setting,
    int mib,
    boolean cold,
    double computerLoad,
    List<Seconds> seconds,
    int heapMib,
    double residentMib,
    List<Interruption> interruptions)
    implements BenchmarkResult {

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

  @Override
  public List<Table> tables() {
    return List.of(TransferTable.seconds(seconds), TransferTable.interruptions(interruptions));
  }

  @Override
  public String text() {
    return TransferTable.of(this);
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        "%s MiB from %s, in turns".formatted(mib, cold ? "the disk" : "memory"),
        Axes.of("", "MiB/s (median)"),
        List.of("cp", "cp and sync", "data push", "data pull"),
        List.of(
            Bars.of(
                "MiB/s",
                List.of(
                    speed(Seconds::copy),
                    speed(Seconds::settledCopy),
                    speed(Seconds::push),
                    speed(Seconds::pull)))));
  }

  private double speed(ToDoubleFunction<Seconds> one) {
    return mib / TransferTable.median(seconds, one);
  }

  boolean right() {
    return interruptions.stream().allMatch(Interruption::right);
  }
}
