package org.paceline.benchmarks;

import java.util.List;
import org.paceline.jobs.Table;

/**
 * Everything that a benchmark found out, as its output file holds it. Implementations are records
 * whose components Jackson writes and reads; what is shown of them is computed from these.
 */
public interface BenchmarkResult {

  /** Where and how it ran. */
  Setting setting();

  /** The figures. */
  List<Table> tables();

  /** The tables as a person reads them in a terminal, with what must be said beside them. */
  String text();

  /**
   * The one chart of it.
   *
   * @throws IllegalArgumentException if nothing was measured that can be drawn
   */
  Picture picture();
}
