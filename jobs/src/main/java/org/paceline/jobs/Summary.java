package org.paceline.jobs;

import java.util.Locale;
import org.paceline.pool.PoolWorker;
import org.paceline.train.TrainingOutcome;

/** The tables that a person reads after a run. */
final class Summary {

  private Summary() {}

  static String of(TrainingOutcome outcome, ResultDocument result, RunFolder folder) {
    return System.lineSeparator()
        + workers(outcome)
        + System.lineSeparator()
        + figures(result)
        + System.lineSeparator()
        + "Files: "
        + folder.path()
        + " (plan.json, progress.jsonl, history.csv, result.json, model.zip, report.html, checkpoints/)";
  }

  private static Table workers(TrainingOutcome outcome) {
    Table table =
        new Table(
            "executor",
            "profile",
            "device",
            "nominal/s",
            "trial/s",
            "observed/s",
            "drift",
            "fixed s",
            "quota",
            "examples",
            "share",
            "finished s",
            "spread");
    for (PoolWorker worker : outcome.workers()) {
      table.row(
          worker
              .member()
              .node()
              .map(node -> worker.member().executorId() + " " + node)
              .orElse(worker.member().executorId()),
          worker.profile().summary(),
          worker.eligibility().device(),
          number("%.0f", worker.nominal().examplesPerSecond()),
          worker.fits() ? number("%.0f", worker.trial().examplesPerSecond()) : "memory",
          worker.fits() ? number("%.0f", worker.observed().examplesPerSecond()) : "memory",
          worker.fits() ? number("%+.1f %%", 100 * worker.tally().trialDrift()) : "memory",
          number("%.2f", worker.observed().fixedSeconds()),
          worker.tally().lastQuota(),
          worker.examples(),
          number("%.1f %%", 100.0 * worker.examples() / outcome.examples()),
          number("%.2f", worker.tally().lastFinish()),
          number("%+.1f %%", 100 * worker.tally().finishSpread()));
    }
    return table;
  }

  private static String figures(ResultDocument result) {
    return String.format(
        Locale.ROOT,
        """
        Trained %d examples in %d epochs and %.1f s: %.0f examples/s.
        Efficiency η %.3f of what all could have trained while they were there (1 is the bound); of the trial speeds %.3f; workers held by %s.
        Test: accuracy %.2f %%, precision %.3f, recall %.3f, F1 %.3f.
        """,
        result.examplesPerEpoch() * result.epochs(),
        result.epochs(),
        result.seconds(),
        result.examplesPerSecond(),
        result.efficiency(),
        result.efficiencyOfTrial(),
        result.run().limiter(),
        100 * result.accuracy(),
        result.macroPrecision(),
        result.macroRecall(),
        result.macroF1());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
