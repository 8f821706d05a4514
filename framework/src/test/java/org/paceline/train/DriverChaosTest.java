package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers that are killed, and checkpoints that are damaged, in real processes.
 *
 * <p>{@code bin/paceline chaos} runs the whole suite; a plain test run leaves out what is slow.
 */
@Tag("chaos")
class DriverChaosTest {

  private static final int KILL_AFTER = 3;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path home;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path own;

  private static ChaosResult expected;
  private static ChaosRun killed;
  private static List<Integer> roundsBefore;

  /** One killed run serves all tests: each takes a copy of it up again. */
  @BeforeAll
  static void killInTheMiddleOfARound() throws Exception {
    killed = ChaosRun.in(home.resolve("killed"));
    Path other = home.resolve("undisturbed");
    Path sign = home.resolve("held");
    // Rounds of the run count from 0, those of an executor from 1.
    try (ChaosDriver driver = killed.start(holding(KILL_AFTER + 2, sign))) {
      FutureTask<Undisturbed> undisturbed = new FutureTask<>(() -> Undisturbed.in(other));
      new Thread(undisturbed, "undisturbed").start();
      killHeld(driver, sign);
      roundsBefore = driver.rounds();
      assertThat(roundsBefore).last().isEqualTo(KILL_AFTER);
      expected = undisturbed.get().result();
    }
  }

  private static String[] holding(int round, Path sign) {
    return new String[] {"--hold-round", String.valueOf(round), "--hold-sign", sign.toString()};
  }

  private static void killHeld(ChaosDriver driver, Path sign) throws InterruptedException {
    driver.awaitHold(sign);
    driver.kill();
    driver.assertNothingLeft();
  }

  @Test
  void aKilledDriversRunIsResumedToWhatItWouldHaveBeen() throws Exception {
    ChaosRun run = killed.copy(own);
    try (ChaosDriver driver = run.resume()) {
      assertThat(run.assertDone(driver)).as(driver.errors()).isEqualTo(expected);
      assertAtMostOneRoundAgain(roundsBefore, driver.rounds());
    }
  }

  private static void assertAtMostOneRoundAgain(List<Integer> before, List<Integer> after) {
    int last = before.get(before.size() - 1);
    assertThat(after.get(0)).as("first round after round " + last).isBetween(last, last + 1);
  }

  @Test
  @Tag("slow")
  void aRunThatIsKilledTwiceIsResumedTwice() throws Exception {
    ChaosRun run = killed.copy(own);
    List<Integer> again;
    Path sign = own.resolve("held");
    try (ChaosDriver driver = run.resume(holding(4, sign))) {
      killHeld(driver, sign);
      again = driver.rounds();
      assertAtMostOneRoundAgain(roundsBefore, again);
    }
    try (ChaosDriver driver = run.resume()) {
      assertThat(run.assertDone(driver)).as(driver.errors()).isEqualTo(expected);
      assertAtMostOneRoundAgain(again, driver.rounds());
    }
  }

  @Test
  @Tag("slow")
  void aTornCheckpointIsNamedAndTheOneBeforeIsUsed() throws Exception {
    ChaosRun run = killed.copy(own);
    truncate(run.newest());
    assertOneBeforeIsUsed(run);
  }

  @Test
  @Tag("slow")
  void aCorruptCheckpointIsNamedAndTheOneBeforeIsUsed() throws Exception {
    ChaosRun run = killed.copy(own);
    byte[] content = Files.readAllBytes(run.newest());
    content[content.length / 2] ^= 1;
    Files.write(run.newest(), content);
    assertOneBeforeIsUsed(run);
  }

  private static void assertOneBeforeIsUsed(ChaosRun run) throws Exception {
    Path damaged = run.newest();
    try (ChaosDriver driver = run.resume()) {
      assertThat(run.assertDone(driver)).as(driver.errors()).isEqualTo(expected);
      assertThat(driver.errors())
          .contains("checkpoint " + damaged + " is passed over, the one before is used: ");
      int round = Integer.parseInt(damaged.getFileName().toString().replaceAll("\\D", ""));
      assertThat(driver.rounds()).first().isEqualTo(round - 1);
    }
    run.assertCheckpointsIntact();
  }

  @Test
  void withoutAWholeCheckpointNothingIsStarted() throws Exception {
    ChaosRun run = killed.copy(own);
    List<Path> checkpoints = run.checkpoints();
    for (Path checkpoint : checkpoints) {
      truncate(checkpoint);
    }
    try (ChaosDriver driver = run.resume()) {
      assertThat(driver.exitCode()).as(driver.errors()).isEqualTo(3);
      checkpoints.forEach(file -> assertThat(driver.errors()).contains(file + " is passed over"));
      assertThat(driver.errors())
          .contains(
              "paceline: none of the %d checkpoints in %s can be used; start the training anew"
                  .formatted(checkpoints.size(), ChaosJob.checkpoints(run.output())));
    }
  }

  private static void truncate(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }
}
