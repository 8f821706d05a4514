package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.partition.ExecutorTasks;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;
import org.paceline.testing.Children;
import org.paceline.testing.TestPool;
import org.paceline.testing.TimeLimit;

class EmbeddedClusterTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyExecutorSeesItsShareAndNothingIsLeftAfterwards(boolean governed) {
    List<Double> shares = List.of(0.5, 0.25);
    List<ProcessHandle> others = ProcessHandle.current().descendants().toList();
    EmbeddedCluster cluster =
        governed ? EmbeddedCluster.startGoverned(shares) : EmbeddedCluster.start(shares);
    List<ProcessHandle> processes;
    List<Path> traces;
    try (TestPool pool = new TestPool(cluster)) {
      cluster.limit();
      processes = new ArrayList<>(ProcessHandle.current().descendants().toList());
      processes.removeAll(others);
      traces = cluster.traces();
      assertThat(pool.members()).extracting(Member::ordinal).containsExactly(0, 1);
      Map<String, MachineProfile> profiles =
          ExecutorTasks.onEach(
              pool.context().sc(),
              pool.members(),
              "profile",
              executor -> new MachineProfiler().detect());
      for (int i = 0; i < 2; i++) {
        assertThat(profiles.get(pool.members().get(i).executorId()).cpu().usableCores())
            .isCloseTo(shares.get(i), within(0.01));
      }
    }
    assertThat(processes).hasSizeGreaterThanOrEqualTo(5).noneMatch(ProcessHandle::isAlive);
    assertThat(traces).isNotEmpty().noneMatch(Files::exists);
  }

  @Test
  void aKilledExecutorLeavesTheRoster() {
    try (TestPool pool = TestPool.unlimited(2)) {
      Map<String, Long> pids =
          ExecutorTasks.onEach(
              pool.context().sc(),
              pool.members(),
              "process id",
              executor -> ProcessHandle.current().pid());
      Member first = pool.members().get(0);
      ProcessHandle.of(pids.get(first.executorId())).orElseThrow().destroyForcibly();
      Roster roster = Roster.of(pool.context().sc());
      await()
          .atMost(TimeLimit.GENEROUS)
          .untilAsserted(() -> assertThat(roster.members()).doesNotContain(first));
    }
  }

  @Test
  void nothingIsLeftWhenTheDriverIsKilled() throws Exception {
    nothingIsLeftAfter("KILL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  @Tag("chaos")
  @Tag("slow")
  void nothingIsLeftWhenTheDriverIsToldToEnd(String signal) throws Exception {
    nothingIsLeftAfter(signal);
  }

  /** A master that does not come up, as on a disk that hangs. */
  @Test
  void nothingIsLeftWhenTheDriverIsToldToEndWhileTheClusterStarts() throws Exception {
    Process driver = startDriver("start");
    try {
      ProcessHandle master =
          await()
              .atMost(TimeLimit.GENEROUS)
              .until(() -> master(driver), Optional::isPresent)
              .orElseThrow();
      signal("STOP", master.pid());
      signal("INT", driver.pid());
      await()
          .atMost(TimeLimit.GENEROUS)
          .untilAsserted(
              () -> {
                assertThat(driver.isAlive()).isFalse();
                assertThat(master.isAlive()).isFalse();
                assertThat(folder.resolve("start")).isEmptyDirectory();
              });
    } finally {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly();
    }
  }

  /** There are other children, too: one tries control groups, and each is a copy at first. */
  private static Optional<ProcessHandle> master(Process driver) {
    assertThat(driver.isAlive()).isTrue();
    return driver
        .children()
        .filter(child -> commandLine(child.pid()).contains(ChildMain.class.getName()))
        .findAny();
  }

  /** The whole of it, of which {@link ProcessHandle} gives no more than a page. */
  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  private Process startDriver(String name) throws IOException {
    Path log = folder.resolve(name + ".log");
    Path temporary = Files.createDirectory(folder.resolve(name));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ClusterDriver.class.getName())
            .redirectError(log.toFile());
    return Children.start("a driver", builder, log);
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-s", name, String.valueOf(pid)).start().waitFor();
  }

  private void nothingIsLeftAfter(String signal) throws Exception {
    Process driver = startDriver(signal);
    BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
    List<ProcessHandle> children =
        Arrays.stream(output.readLine().split(" "))
            .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
            .toList();
    List<Path> traces = Arrays.stream(output.readLine().split(" ")).map(Path::of).toList();
    assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);
    assertThat(traces).allMatch(Files::exists);
    signal(signal, driver.pid());
    try {
      await()
          .atMost(TimeLimit.GENEROUS)
          .untilAsserted(
              () -> {
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertThat(traces).noneMatch(Files::exists);
              });
    } finally {
      driver.destroyForcibly();
    }
  }

  @Test
  void impossibleSharesAreRefused() {
    assertThat(CpuShares.parse("0.8, 0.4,0.2")).containsExactly(0.8, 0.4, 0.2);
    int cores = Runtime.getRuntime().availableProcessors();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuShares.parse("0.5,fast"))
        .withMessage("a worker's share is a number of cores such as 0.8, not 'fast'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuShares.parse("0.5,0"))
        .withMessage(
            "a worker's share must be from 0.05 to the %d cores of this computer, not 0", cores);
  }
}
