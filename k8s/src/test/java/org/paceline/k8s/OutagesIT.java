package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/** A job that is submitted while the API server goes away for 20 s. */
class OutagesIT {

  private static final Duration AWAY = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void aJobIsSubmittedAlthoughTheApiServerGoesAwayBeforeItsDriverIsMade()
      throws InterruptedException {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"), new Machine("plain", 0, 0), new Machine("head", 0, 0))) {
      List<String> command = Cluster.submit(lab, "--executors", "1", "--name", "patient");
      command.addAll(List.of("profile", "--output", "/shared/runs/patient"));
      Submitted submitted = Submitted.paceline(folder.resolve("log"), command);
      // Its own checks are done when spark-submit runs, which takes some seconds to ask for a pod.
      await("spark-submit")
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> runsJava(submitted.process()) || !submitted.process().isAlive());

      lab.disconnect();
      assertThat(lab.leftovers()).as("made before the API server went away").isEmpty();
      TimeUnit.SECONDS.sleep(AWAY.toSeconds());
      assertThat(lab.leftovers()).isEmpty();
      assertThat(submitted.process().isAlive()).as(submitted.output()).isTrue();
      lab.reconnect();

      assertThat(submitted.exitCode()).as(submitted.output()).isZero();
      assertThat(lab.history()).hasSize(2);
      assertThat(lab.leftovers()).isEmpty();
    }
  }

  private static boolean runsJava(Process parent) {
    return parent
        .children()
        .anyMatch(child -> child.info().command().orElse("").endsWith("/bin/java"));
  }
}
