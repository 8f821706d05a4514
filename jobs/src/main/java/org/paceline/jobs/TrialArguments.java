package org.paceline.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.paceline.engine.Kernels;
import org.paceline.profile.DeviceRequest;
import org.paceline.scout.SameBits;
import org.paceline.scout.Tryouts;
import org.paceline.speed.Trial;
import org.paceline.speed.TrialCache;
import picocli.CommandLine.Option;

/** How executors are timed before anything is dealt to them. */
final class TrialArguments {

  private static final int LONGEST_SECONDS = 3600;

  @Option(
      names = "--trial-time",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "Time the steps of an executor whose speed is not remembered for at least so long, and at"
              + " least 10 of them; of less than the default nothing is remembered"
              + " (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--fresh-trial",
      description = "Time every executor anew, even if its speed is remembered.")
  private boolean fresh;

  Trial trial() {
    if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException(
          "--trial-time must be from 0 to %s s, not %s".formatted(LONGEST_SECONDS, seconds));
    }
    return Trial.DEFAULT.lasting(Duration.ofNanos((long) (seconds * 1e9)));
  }

  /** Tries executors so, with what is remembered. */
  Tryouts tryouts(DeviceRequest device, boolean reproducible) {
    Optional<SameBits> alike =
        reproducible ? Optional.of(new SameBits(Kernels.COMMON)) : Optional.empty();
    return new Tryouts(trial(), Optional.of(cache()), device, alike);
  }

  /** What is remembered of earlier trials, unless that is to be forgotten. */
  TrialCache cache() {
    Path file = TrialCache.defaultFile();
    return fresh ? TrialCache.renew(file) : TrialCache.open(file);
  }
}
