package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.awaitility.Awaitility;
import org.paceline.cluster.ClassPath;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/** A {@link ChaosJob} in a JVM of its own, and all that it starts and makes. */
final class ChaosDriver implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final int CGROUP_DEPTH = 6;

  private final Path folder;
  private final Process process;
  private final Set<ProcessHandle> seen = new HashSet<>();

  private ChaosDriver(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts a driver.
   *
   * @param folder for what it says and its temporary files; a new one for each driver
   * @param arguments the job's
   */
  static ChaosDriver start(Path folder, String... arguments) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Spark refuses a driver with less heap.
    command.addAll(List.of("-Xmx512m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dlog4j.configurationFile=" + Path.of("../conf/log4j2.properties").toRealPath());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.addAll(ClassPath.ofThisProcess().options());
    command.add(ChaosJob.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--workers", "1,1"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    return new ChaosDriver(folder, Children.start("a driver", builder, folder.resolve("err")));
  }

  /** Waits until a round is over; fails if the driver ends before. */
  void awaitRound(int round) {
    await("round " + round, () -> rounds().contains(round));
  }

  /** Waits until its executors hold in the middle of a round, as {@link HoldStep} has them. */
  void awaitHold(Path sign) {
    await("a hold in the middle of a round", () -> Files.exists(sign));
  }

  private void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(TimeLimit.GENEROUS)
        .pollInterval(GLANCE)
        .failFast(() -> assertThat(process.isAlive()).as(errors()).isTrue())
        .until(() -> look() && condition.call());
  }

  private boolean look() {
    process.descendants().forEach(seen::add);
    return true;
  }

  /** Ends the driver as the kernel does when memory is short: nothing of it runs any more. */
  void kill() throws InterruptedException {
    look();
    process.destroyForcibly().waitFor();
  }

  /** Kills the executor with the larger share: the cluster's first worker starts it. */
  void killExecutor() {
    look();
    process
        .children()
        .sorted()
        .flatMap(ProcessHandle::children)
        .findFirst()
        .orElseThrow()
        .destroyForcibly();
  }

  int exitCode() {
    Awaitility.await("the driver's end")
        .atMost(TimeLimit.GENEROUS)
        .pollInterval(GLANCE)
        .until(() -> look() && !process.isAlive());
    return process.exitValue();
  }

  /** The rounds it said to be over. */
  List<Integer> rounds() {
    return text("out")
        .lines()
        .filter(line -> line.matches("round \\d+"))
        .map(line -> Integer.valueOf(line.substring("round ".length())))
        .toList();
  }

  /** What it said on standard error, where the log goes too. */
  String errors() {
    return text("err");
  }

  private String text(String file) {
    try {
      // It may have written half of a character.
      return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until no process, no temporary file and no control group of the run is left. */
  void assertNothingLeft() {
    Awaitility.await("clean-up")
        .atMost(TimeLimit.GENEROUS)
        .untilAsserted(
            () -> {
              assertThat(seen).hasSizeGreaterThan(2).noneMatch(ProcessHandle::isAlive);
              assertThat(files(folder.resolve("tmp"))).isEmpty();
              assertThat(cgroups(new File("/sys/fs/cgroup"), CGROUP_DEPTH)).isEmpty();
            });
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Control groups come and go while it looks, which {@code listFiles} does not mind. */
  private List<File> cgroups(File place, int depth) {
    File[] below = depth == 0 ? null : place.listFiles(File::isDirectory);
    if (below == null) {
      return List.of();
    }
    return Stream.concat(
            Arrays.stream(below)
                .filter(group -> group.getName().startsWith("paceline-" + process.pid() + "-")),
            Arrays.stream(below).flatMap(group -> cgroups(group, depth - 1).stream()))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
