package org.paceline.scout;

import java.util.Optional;
import java.util.TreeSet;
import org.paceline.engine.Kernels;

/**
 * What all executors of a pool are to have in common so that each computes the same bits: kernels
 * that are given, and as many threads as the first that was looked at. Thread-safe.
 */
public final class SameBits {

  private final Kernels kernels;
  private int threads;

  /**
   * Nobody was looked at yet.
   *
   * @param kernels what all are to compute with
   */
  public SameBits(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Adds an executor; the first that has the kernels decides how many threads the others have.
   *
   * @return what is against it
   */
  synchronized Optional<String> add(String executor, Sighting seen) {
    if (!seen.kernels().equals(kernels)) {
      return Optional.of(
          ("executor %s computes with %s, not with %s: its processor lacks them, or %s do not reach"
                  + " its environment, as on a local master")
              .formatted(
                  executor,
                  seen.kernels(),
                  kernels,
                  String.join(" and ", new TreeSet<>(kernels.environment().keySet()))));
    }
    if (threads == 0) {
      threads = seen.threads();
    }
    return seen.threads() == threads
        ? Optional.empty()
        : Optional.of(
            ("executor %s computes on %s threads, another on %s;"
                    + " spark.executorEnv.OMP_NUM_THREADS makes them equal")
                .formatted(executor, seen.threads(), threads));
  }
}
