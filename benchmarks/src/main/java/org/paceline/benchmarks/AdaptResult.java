package org.paceline.benchmarks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.OptionalDouble;

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
    @JsonUnwrapped Setting setting,
    long examplesOffered,
    List<PoolResult.Worker> workers,
    int disturbed,
    double rest,
    List<AdaptRowResult> rows) {

  /** How many times as fast as the uniform row a row is; empty where that was not run. */
  OptionalDouble timesUniform(AdaptRowResult row) {
    return rows.stream()
        .filter(other -> other.row().equals(AdaptRow.UNIFORM.label()))
        .mapToDouble(uniform -> row.examplesPerSecond() / uniform.examplesPerSecond())
        .findFirst();
  }
}
