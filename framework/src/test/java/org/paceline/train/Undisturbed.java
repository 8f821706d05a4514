package org.paceline.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a {@link ChaosRun} comes to if nothing happens to it, found out once for all tests.
 *
 * @param result what every other run must come to
 * @param checkpointBytes the size of a checkpoint
 */
record Undisturbed(ChaosResult result, long checkpointBytes) {

  private static Undisturbed known;

  /** Finds out in this folder, unless it is known. */
  static synchronized Undisturbed in(Path home) throws Exception {
    if (known == null) {
      ChaosRun run = ChaosRun.in(home);
      try (ChaosDriver driver = run.start()) {
        known = of(run, run.assertDone(driver));
      }
    }
    return known;
  }

  private static Undisturbed of(ChaosRun run, ChaosResult result) throws IOException {
    run.assertCheckpointsIntact();
    return new Undisturbed(result, Files.size(run.newest()));
  }
}
