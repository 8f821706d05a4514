package org.paceline.benchmarks;

import java.util.List;
import java.util.Optional;
import org.paceline.jobs.Table;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;

/**
 * Everything that the pool benchmark found out, as its output file holds it.
 *
 * @param setting where and how it ran
 * @param examplesOffered examples that a training without loss trains
 * @param trialSum examples a second of all workers together, by their trials
 * @param workers the pool
 * @param rows the table
 */
record PoolResult(
    Setting setting,
    long examplesOffered,
    double trialSum,
    List<Worker> workers,
    List<RowResult> rows)
    implements BenchmarkResult {

  /**
   * One worker.
   *
   * @param executorId Spark's name for it
   * @param share the share of a core it was given, or "whole"
   * @param examplesPerSecond its trial speed
   */
  record Worker(String executorId, String share, double examplesPerSecond) {

    static List<Worker> all(List<PoolWorker> pool) {
      return pool.stream().map(Worker::of).toList();
    }

    private static Worker of(PoolWorker worker) {
      Member member = worker.member();
      return new Worker(
          member.executorId(),
          member.attributes().getOrDefault(Member.CPU_SHARE, "whole"),
          worker.trial().examplesPerSecond());
    }
  }

  @Override
  public List<Table> tables() {
    return List.of(PoolTable.rows(this));
  }

  @Override
  public String text() {
    return PoolTable.of(this);
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        "Training on unequal workers",
        Axes.of("way of dealing shares", "examples/s (median)"),
        rows.stream().map(RowResult::row).toList(),
        List.of(Bars.of("examples/s", rows.stream().map(RowResult::examplesPerSecond).toList())));
  }

  static PoolResult of(Setting setting, List<PoolWorker> pool, long offered, List<RowResult> rows) {
    return new PoolResult(setting, offered, trialSum(pool), Worker.all(pool), rows);
  }

  static double trialSum(List<PoolWorker> pool) {
    return pool.stream().mapToDouble(worker -> worker.trial().examplesPerSecond()).sum();
  }

  /** How many times as fast as this row proportional is, if the table has both. */
  Optional<Double> proportionalTo(RowResult row) {
    return rows.stream()
        .filter(other -> other.row().equals(Row.PROPORTIONAL.label()))
        .map(proportional -> proportional.examplesPerSecond() / row.examplesPerSecond())
        .findFirst();
  }
}
