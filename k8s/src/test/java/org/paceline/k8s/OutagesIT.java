package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;
import org.paceline.testing.TimeLimit;

/** A job that is submitted while the API server goes away. */
@Tag("chaos")
class OutagesIT {

  /** With its doubling pauses the client needs some seconds for so many. */
  private static final int TRIES = 6;

  @TempDir private Path folder;

  @Test
  void aJobIsSubmittedAlthoughTheApiServerGoesAwayBeforeItsDriverIsMade() {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"), new Machine("plain", 0, 0), new Machine("head", 0, 0))) {
      lab.disconnectBefore("create pods");
      List<String> command = Cluster.submit(lab, "--executors", "1", "--name", "patient");
      command.addAll(List.of("profile", "--output", "/shared/runs/patient"));
      Submitted submitted = Submitted.paceline(folder.resolve("log"), command);
      await("tries while the API server is away")
          .atMost(TimeLimit.GENEROUS)
          .failFast(() -> assertThat(submitted.process().isAlive()).as(submitted.output()).isTrue())
          .until(() -> lab.turnedAway() >= TRIES);
      assertThat(lab.leftovers()).as("made while the API server was away").isEmpty();
      lab.reconnect();

      assertThat(submitted.exitCode()).as(submitted.output()).isZero();
      assertThat(lab.history("driver")).hasSize(1);
      assertThat(lab.history("executor")).isNotEmpty();
      assertThat(lab.leftovers()).isEmpty();
    }
  }
}
