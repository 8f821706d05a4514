package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Drivers that run short of disk, of heap or of data, in real processes.
 *
 * <p>{@code bin/paceline chaos} runs the whole suite; a plain test run leaves out what is slow.
 */
@Tag("chaos")
@Tag("slow")
class DriverShortageChaosTest {

  private static final long ROOM = 64 << 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  private Undisturbed undisturbed;

  @BeforeEach
  void findOutWhatIsExpected() throws Exception {
    undisturbed = Undisturbed.in(home.resolve("undisturbed"));
  }

  @Test
  void aFullDiskEndsTheRunAndWithRoomItGoesOn() throws Exception {
    long twoAndAHalf = undisturbed.checkpointBytes() * 5 / 2;
    try (SmallDisk disk = SmallDisk.mount(home.resolve("disk"), twoAndAHalf)) {
      ChaosRun run = ChaosRun.in(home, disk.place().resolve("run"));
      try (ChaosDriver driver = run.start()) {
        run.assertEnded(driver, 6);
        assertThat(driver.errors())
            .contains(
                "paceline: checkpoint "
                    + ChaosJob.checkpoints(run.output()).resolve("round-000002.zip")
                    + " cannot be written: ",
                ". Earlier checkpoints are kept: make room, then go on with --resume "
                    + run.output())
            // Spark may trace what its executors had not answered yet when it stopped.
            .doesNotContain("\tat org.paceline");
      }
      run.assertCheckpointsIntact();
      disk.resize(ROOM);
      assertResumes(run);
    }
  }

  private void assertResumes(ChaosRun run) throws Exception {
    try (ChaosDriver driver = run.resume()) {
      assertThat(run.assertDone(driver)).as(driver.errors()).isEqualTo(undisturbed.result());
    }
  }

  @Test
  void dataThatIsCutOffWhileItIsNeededEndsTheRunAndWholeAgainItGoesOn() throws Exception {
    ChaosRun run = ChaosRun.in(home);
    byte[] whole = Files.readAllBytes(run.dataFile());
    Path sign = home.resolve("held");
    try (ChaosDriver driver = run.start("--hold-round", "3", "--hold-sign", sign.toString())) {
      driver.awaitHold(sign);
      Files.write(run.dataFile(), Arrays.copyOf(whole, whole.length / 2));
      // What is cached needs no file, so somebody must lose what is cached.
      driver.killExecutor();
      Files.createFile(HoldStep.goOn(sign));
      run.assertEnded(driver, 3);
      assertThat(driver.errors())
          .containsPattern(
              "paceline: .*" + run.dataFile() + " is shorter than when it was opened: no bytes");
    }
    run.assertCheckpointsIntact();
    try (ChaosDriver driver = run.resume()) {
      assertThat(driver.exitCode()).isEqualTo(3);
      assertThat(driver.errors()).contains(run.dataFile().toString());
    }
    Files.write(run.dataFile(), whole);
    try (ChaosDriver driver = run.resume()) {
      // Who trained what depends on when the executor died, so the parameters may be others.
      run.assertDone(driver);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDriverOutOfHeapEndsAtOnceAndWithMoreItGoesOn(HeapBomb.Place place) throws Exception {
    ChaosRun run = ChaosRun.in(home);
    try (ChaosDriver driver = run.start("--heap-bomb", "4", "--bomb-place", place.name())) {
      run.assertEnded(driver, 1);
      assertThat(driver.errors())
          .contains("paceline: the driver ran out of memory (heap 512 MiB)")
          .contains("a training that wrote checkpoints goes on with --resume");
    }
    assertThat(run.checkpoints()).isNotEmpty();
    assertResumes(run);
  }
}
