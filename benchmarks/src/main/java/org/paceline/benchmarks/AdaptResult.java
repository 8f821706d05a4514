package org.paceline.benchmarks;

import java.util.List;
import java.util.OptionalDouble;
import org.paceline.jobs.Table;

/**
 * Everything that the adapt benchmark found out, as its output file holds it.
 *
 * @param setting where and how it ran
 * @param examplesOffered examples that a training without loss trains
 * @param workers the pool with its last trials
 * @param disturbed the position of the worker that fell back
 * @param rest the part of its share that was left
 * @param rows the table
 */
record AdaptResult(
    Setting setting,
    long examplesOffered,
    List<PoolResult.Worker> workers,
    int disturbed,
    double rest,
    List<AdaptRowResult> rows)
    implements BenchmarkResult {

  @Override
  public List<Table> tables() {
    return List.of(AdaptTable.rows(this));
  }

  @Override
  public String text() {
    return AdaptTable.of(this);
  }

  /** η of the rounds over the time at which they ended. */
  @Override
  public Picture picture() {
    return Picture.lines(
        "A worker falls to %s of its share and comes back".formatted(rest),
        Axes.of("seconds", "η of the round"),
        rows.stream().map(AdaptRowResult::line).toList());
  }

  /** How many times as fast as the uniform row a row is; empty where that was not run. */
  OptionalDouble timesUniform(AdaptRowResult row) {
    return rows.stream()
        .filter(other -> other.row().equals(AdaptRow.UNIFORM.label()))
        .mapToDouble(uniform -> row.examplesPerSecond() / uniform.examplesPerSecond())
        .findFirst();
  }
}
