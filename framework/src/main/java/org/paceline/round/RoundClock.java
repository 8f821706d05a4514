package org.paceline.round;

import java.util.Comparator;
import java.util.List;
import org.paceline.partition.Arrivals.Arrival;

/** Notes when the driver passed the points of a round. */
public final class RoundClock {

  private final long began = Stamps.now();
  private long planned = began;
  private long submitted = began;

  void planned() {
    planned = Stamps.now();
  }

  void submitted() {
    submitted = Stamps.now();
  }

  /** Seconds from its beginning until it was handed to Spark. */
  double submittedSeconds() {
    return seconds(began, submitted);
  }

  /**
   * Where the time went, called when the results are averaged.
   *
   * @param arrivals what came back
   * @return the phases by the worker that was back last; none without any
   */
  public RoundPhases averaged(List<Arrival<RoundResult>> arrivals) {
    if (arrivals.isEmpty()) {
      return RoundPhases.NONE;
    }
    long end = Stamps.now();
    Arrival<RoundResult> last =
        arrivals.stream().max(Comparator.comparingDouble(Arrival::seconds)).orElseThrow();
    Stamps worker = last.result().stamps();
    long arrived = submitted + (long) (last.seconds() * 1e9);
    double training =
        arrivals.stream().mapToDouble(a -> a.result().trainingSeconds()).max().orElseThrow();
    return new RoundPhases(
        seconds(began, planned),
        seconds(planned, submitted),
        seconds(submitted, worker.begun()),
        seconds(worker.begun(), worker.fetched()),
        seconds(worker.fetched(), worker.applied()),
        seconds(worker.applied(), worker.trained()),
        seconds(worker.trained(), worker.read()),
        seconds(worker.read(), arrived),
        seconds(arrived, end),
        seconds(began, end) - training);
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
