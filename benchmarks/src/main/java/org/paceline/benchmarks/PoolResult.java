package org.paceline.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.model.Versions;
import org.paceline.profile.CpuProfile;
import org.paceline.roster.Member;
import org.paceline.train.PoolWorker;

/**
 * Everything that the pool benchmark found out, as its output file holds it.
 *
 * @param date when the run ended
 * @param processor the name of the first worker's processor
 * @param cores its hardware threads
 * @param system the driver's operating system and architecture
 * @param limiter how workers were held to their shares
 * @param versions what ran
 * @param options the command's options, defaults included
 * @param examplesOffered examples that a training without loss trains
 * @param trialSum examples a second of all workers together, by their trials
 * @param workers the pool
 * @param rows the table
 */
record PoolResult(
    String date,
    String processor,
    int cores,
    String system,
    String limiter,
    Map<String, String> versions,
    Map<String, String> options,
    long examplesOffered,
    double trialSum,
    List<Worker> workers,
    List<RowResult> rows) {

  /**
   * One worker.
   *
   * @param executorId Spark's name for it
   * @param share the share of a core it was given, or "whole"
   * @param examplesPerSecond its trial speed
   */
  record Worker(String executorId, String share, double examplesPerSecond) {

    static Worker of(PoolWorker worker) {
      Member member = worker.member();
      return new Worker(
          member.executorId(),
          member.attributes().getOrDefault(Member.SHARE, "whole"),
          worker.trial().examplesPerSecond());
    }
  }

  static PoolResult of(
      List<PoolWorker> pool,
      String limiter,
      Map<String, String> options,
      long offered,
      List<RowResult> rows) {
    CpuProfile cpu = pool.get(0).profile().cpu();
    return new PoolResult(
        Instant.now().toString(),
        cpu.name(),
        cpu.logicalCores(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        limiter,
        Versions.all(),
        options,
        offered,
        trialSum(pool),
        pool.stream().map(Worker::of).toList(),
        rows);
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
