package org.paceline.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.paceline.model.Validation;
import org.paceline.train.RoundRecord;

/**
 * An epoch of a run, as {@code history.jsonl} and {@code history.csv} have it.
 *
 * @param epoch from 1
 * @param examplesSoFar examples trained in the run when it was over
 * @param secondsSoFar the run's length when its last round was over
 * @param loss mean over its examples, while they were trained
 * @param examplesPerSecond its examples ÷ the seconds of its rounds
 * @param validationLoss on what was held out, or null
 * @param validationAccuracy on the same, or null
 */
record EpochLine(
    int epoch,
    long examplesSoFar,
    double secondsSoFar,
    double loss,
    double examplesPerSecond,
    Double validationLoss,
    Double validationAccuracy) {

  private static final String HEADER =
      "epoch,examplesSoFar,secondsSoFar,loss,examplesPerSecond,validationLoss,validationAccuracy\n";

  /** The epochs of a run's rounds, each with its validation where there is one. */
  static List<EpochLine> of(List<RoundRecord> rounds, List<Validation> validations) {
    Map<Integer, Validation> validated =
        validations.stream().collect(Collectors.toMap(Validation::epoch, Function.identity()));
    Map<Integer, List<RoundRecord>> epochs =
        rounds.stream()
            .collect(Collectors.groupingBy(RoundRecord::epoch, TreeMap::new, Collectors.toList()));
    return epochs.entrySet().stream()
        .map(epoch -> of(epoch.getValue(), validated.get(epoch.getKey())))
        .toList();
  }

  private static EpochLine of(List<RoundRecord> rounds, Validation validation) {
    RoundRecord last = rounds.get(rounds.size() - 1);
    long examples = rounds.stream().mapToLong(RoundRecord::examples).sum();
    double loss = rounds.stream().mapToDouble(round -> round.loss() * round.examples()).sum();
    double seconds = rounds.stream().mapToDouble(RoundRecord::seconds).sum();
    return new EpochLine(
        last.epoch(),
        last.examplesSoFar(),
        last.secondsSoFar(),
        loss / examples,
        examples / seconds,
        validation == null ? null : validation.loss(),
        validation == null ? null : validation.accuracy());
  }

  static String csv(List<EpochLine> lines) {
    return HEADER + lines.stream().map(EpochLine::csv).collect(Collectors.joining());
  }

  private String csv() {
    return "%s,%s,%s,%s,%s,%s,%s\n"
        .formatted(
            epoch,
            examplesSoFar,
            secondsSoFar,
            loss,
            examplesPerSecond,
            text(validationLoss),
            text(validationAccuracy));
  }

  private static String text(Double value) {
    return value == null ? "" : value.toString();
  }
}
