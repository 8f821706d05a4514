package org.paceline.benchmarks;

import java.util.List;
import org.paceline.jobs.Table;

/**
 * Everything that the loss benchmark found out, as its output file holds it.
 *
 * @param setting where and how it ran
 * @param examplesOffered examples that a training without loss trains
 * @param testExamples examples that the networks were tested on
 * @param workers the pool with its last trials
 * @param killed the position of the worker that was killed
 * @param undisturbedEfficiency η of the undisturbed row
 * @param accuracyDifference accuracy of the killed row above the undisturbed, in points
 * @param bounds what the speeds allow in each row
 * @param undisturbed the run that nothing befell
 * @param loss the run that lost a worker
 */
record LossResult(
    Setting setting,
    long examplesOffered,
    int testExamples,
    List<PoolResult.Worker> workers,
    int killed,
    double undisturbedEfficiency,
    double accuracyDifference,
    List<Bound> bounds,
    LossRowResult undisturbed,
    LossRowResult loss)
    implements BenchmarkResult {

  /**
   * A row's time against what the speeds allow.
   *
   * @param row the row's name
   * @param allowedSeconds at the speeds of the steps
   * @param ratio the row's seconds ÷ that
   * @param allowedAtEfficiency at the undisturbed row's η of these speeds
   * @param ratioAtEfficiency the row's seconds ÷ that
   */
  record Bound(
      String row,
      double allowedSeconds,
      double ratio,
      double allowedAtEfficiency,
      double ratioAtEfficiency) {

    private static Bound of(LossRowResult row, double efficiency) {
      return new Bound(
          row.row(),
          row.allowedSeconds(1),
          row.ratio(1),
          row.allowedSeconds(efficiency),
          row.ratio(efficiency));
    }
  }

  @Override
  public List<Table> tables() {
    return List.of(LossTable.rows(this));
  }

  @Override
  public String text() {
    return LossTable.of(this);
  }

  @Override
  public Picture picture() {
    List<LossRowResult> rows = List.of(undisturbed, loss);
    return Picture.bars(
        "An executor is killed in the middle of a run",
        Axes.of("run", "seconds"),
        rows.stream().map(LossRowResult::row).toList(),
        List.of(
            Bars.of("taken", rows.stream().map(LossRowResult::seconds).toList()),
            Bars.of("allowed at η", bounds.stream().map(Bound::allowedAtEfficiency).toList()),
            Bars.of("allowed", bounds.stream().map(Bound::allowedSeconds).toList())));
  }

  static LossResult of(
      Setting setting,
      LossRun run,
      List<PoolResult.Worker> workers,
      LossRowResult undisturbed,
      LossRowResult loss) {
    double efficiency = undisturbed.efficiency();
    return new LossResult(
        setting,
        run.stand().work().offered(),
        run.test().size(),
        workers,
        run.worker(),
        efficiency,
        100 * (loss.accuracy() - undisturbed.accuracy()),
        List.of(Bound.of(undisturbed, efficiency), Bound.of(loss, efficiency)),
        undisturbed,
        loss);
  }
}
