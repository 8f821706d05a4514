package org.paceline.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.paceline.jobs.Table;

/**
 * Everything that the engine benchmark found out, as its output file holds it.
 *
 * @param setting where and how it ran
 * @param threads threads of each engine
 * @param pytorch its version, or why it did not take part
 * @param rows the speeds
 * @param sameParameters the largest difference of a parameter between Paceline's engine and DL4J's
 *     after ten steps from the same weights, by network and batch size
 * @param memoryAtStart Paceline's engine, cnn in batches of 64, after a tenth of the steps
 * @param memoryAtEnd the same after all steps
 * @param memorySteps how many these are
 * @param executorPeakBytes the most that an executor of a real run had resident
 */
record EngineResult(
    Setting setting,
    int threads,
    String pytorch,
    List<EngineRow> rows,
    Map<String, Double> sameParameters,
    MemoryUse memoryAtStart,
    MemoryUse memoryAtEnd,
    int memorySteps,
    long executorPeakBytes)
    implements BenchmarkResult {

  @Override
  public List<Table> tables() {
    return List.of(EngineTable.rows(this));
  }

  @Override
  public String text() {
    return EngineTable.of(this);
  }

  @Override
  public Picture picture() {
    return EngineTable.picture(this);
  }

  /** Median speed of a row, if the engine took part. */
  OptionalDouble speed(String model, int batch, Engine engine) {
    return rows.stream()
        .filter(row -> row.model().equals(model) && row.batch() == batch)
        .filter(row -> row.engine() == engine)
        .mapToDouble(EngineRow::median)
        .findFirst();
  }
}
