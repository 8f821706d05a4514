package org.paceline.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paceline.tensorboard.TensorBoard;
import org.paceline.train.TrainedModel;
import org.paceline.train.TrainingProgress;

/**
 * All that a training writes while it goes on and when it is over.
 *
 * @param run what was asked for
 * @param log its plan and its rounds
 * @param board its curves, where they are wanted
 */
record RunBooks(RunDescription run, RunLog log, Optional<TensorBoard> board)
    implements AutoCloseable {

  TrainingProgress progress() {
    return board.map(log::and).orElse(log);
  }

  /** Has the model tested; writes it, report and figures; gives the tables that a person reads. */
  String finish(TrainedModel model, Function<TrainedModel, Scores> test) {
    log.finish();
    Scores scores = test.apply(model);
    board.ifPresent(curves -> curves.scalars(Map.of("test/accuracy", scores.accuracy())));
    RunFolder folder = log.folder();
    ResultDocument result = ResultDocument.of(run, model.outcome(), scores);
    folder.model("model.zip", model.network(), model.provenance().orElseThrow());
    folder.text("report.html", HtmlReport.of(result, model.outcome(), log.rounds()));
    List<EpochLine> history = EpochLine.of(log.rounds(), model.outcome().validations());
    folder.lines("history.jsonl", history);
    folder.text("history.csv", EpochLine.csv(history));
    folder.json("result.json", result);
    return Summary.of(model.outcome(), result, folder);
  }

  @Override
  public void close() {
    board.ifPresent(TensorBoard::close);
  }
}
