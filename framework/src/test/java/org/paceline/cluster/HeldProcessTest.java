package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;

/** Processes that are none of Spark's on an embedded cluster. */
class HeldProcessTest {

  /** The largest id that Linux gives is 2²². */
  private static final long NOBODY = (1L << 22) + 1;

  @TempDir private Path folder;
  private Process foreign;

  @AfterEach
  void end() {
    if (foreign != null) {
      foreign.destroyForcibly();
    }
  }

  private long start() {
    foreign =
        Children.start("foreign", new ProcessBuilder("sleep", "600"), folder.resolve("foreign"));
    return foreign.pid();
  }

  @Test
  void aForeignProcessIsInTheGroupOfTheWorkerAndEndsWithTheCluster() throws IOException {
    assumeThat(Cgroup.find("paceline-held")).as("control groups can be made here").isPresent();
    long pid = start();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(List.of(0.5, 0.25))) {
      assertThat(cluster.hold(1, pid)).isTrue();
      List<Path> groups =
          cluster.traces().stream().filter(path -> path.startsWith("/sys/fs/cgroup")).toList();
      assertThat(members(groups.get(0))).doesNotContain(String.valueOf(pid));
      assertThat(members(groups.get(1))).contains(String.valueOf(pid));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cluster.hold(2, pid))
          .withMessage("a worker is from 0 to 1 here, not 2");
      assertThatExceptionOfType(ClusterException.class)
          .isThrownBy(() -> cluster.hold(0, NOBODY))
          .withMessageStartingWith(
              "process %s cannot be held to the share of worker 0: ".formatted(NOBODY));
    }
    assertThat(Children.awaitEnd(foreign)).as("ended by a signal").isNotZero();
  }

  @Test
  void whereWorkersPaceThemselvesNothingElseIsHeld() {
    long pid = start();
    try (EmbeddedCluster cluster = EmbeddedCluster.startGoverned(List.of(0.5))) {
      assertThat(cluster.hold(0, pid)).isFalse();
    }
    assertThat(foreign.isAlive()).as("it was never the cluster's").isTrue();
  }

  private static List<String> members(Path group) throws IOException {
    return Files.readAllLines(group.resolve("cgroup.procs"));
  }
}
