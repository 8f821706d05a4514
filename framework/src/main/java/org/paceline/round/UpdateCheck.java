package org.paceline.round;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paceline.exchange.NetworkState;

/**
 * Tells results that may be averaged from those that would spoil the network.
 *
 * <p>A result is bad if its executor failed, if a loss, parameter or updater value is no finite
 * number, or if its parameters moved {@value #EXPLODES} times as far a step as is usual: the median
 * over this round and the last ones. Not thread-safe.
 */
// Shares of 4:1 and an Adam that warms up move updates by a factor of 3 or so; a hundred is far
// from
// it, and far below what overflows.
final class UpdateCheck {

  private static final double EXPLODES = 100;
  private static final int REMEMBERED = 12;

  /** With fewer distances a median says nothing, and the least of them is taken. */
  private static final int LEAST_FOR_MEDIAN = 3;

  private final Deque<Double> usual = new ArrayDeque<>();

  /** A result with what is wrong about it, if anything is. */
  record Verdict(RoundResult result, Optional<String> fault) {}

  List<Verdict> judge(List<RoundResult> results, NetworkState before) {
    List<Double> paces = results.stream().map(result -> pace(result, before)).toList();
    double reference = reference(paces);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Optional<String> fault = fault(results.get(i), paces.get(i), reference);
      verdicts.add(new Verdict(results.get(i), fault));
      if (fault.isEmpty()) {
        remember(paces.get(i));
      }
    }
    return verdicts;
  }

  /** What ends a run in which every result of a round is bad. */
  static RuntimeException nothingUsable(List<Verdict> verdicts, int round) {
    String faults =
        verdicts.stream()
            .map(v -> "executor %s: %s".formatted(v.result().executorId(), v.fault().orElse("")))
            .collect(Collectors.joining("; "));
    String message = "no result of round %s can be used (%s)".formatted(round + 1, faults);
    return verdicts.stream().allMatch(v -> v.result().failed())
        ? new IllegalStateException(message)
        : new DivergedException(message + ": training diverged; try a smaller learning rate");
  }

  /** How far the parameters moved a step; NaN where that makes no sense. */
  private static double pace(RoundResult result, NetworkState before) {
    return result.failed() || result.steps() == 0
        ? Double.NaN
        : result.state().distance(before) / result.steps();
  }

  private double reference(List<Double> paces) {
    List<Double> known = new ArrayList<>(usual);
    paces.stream().filter(UpdateCheck::moved).forEach(known::add);
    known.sort(null);
    if (known.size() < 2) {
      return Double.POSITIVE_INFINITY;
    }
    return known.get(known.size() < LEAST_FOR_MEDIAN ? 0 : known.size() / 2);
  }

  private static Optional<String> fault(RoundResult result, double pace, double reference) {
    if (result.failed()) {
      return Optional.of("it failed: " + result.problem());
    }
    if (!Double.isFinite(result.loss())) {
      return Optional.of("its loss is " + result.loss());
    }
    if (result.steps() > 0 && !result.state().finite()) {
      return Optional.of("its network holds a value that is no finite number");
    }
    if (pace > EXPLODES * reference) {
      return Optional.of(
          String.format(
              Locale.ROOT, "its parameters moved %.3g a step, usual is %.3g", pace, reference));
    }
    return Optional.empty();
  }

  private void remember(double pace) {
    if (moved(pace)) {
      usual.addLast(pace);
    }
    if (usual.size() > REMEMBERED) {
      usual.removeFirst();
    }
  }

  private static boolean moved(double pace) {
    return Double.isFinite(pace) && pace > 0;
  }
}
