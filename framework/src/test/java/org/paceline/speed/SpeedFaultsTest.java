package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedFaultsTest {

  @TempDir private Path folder;

  @Test
  void aNominalSpeedStaysNominalUntilARoundWasSeen() {
    assertThat(new ObservedSpeed(new Speed(9, 0, SpeedGrade.NOMINAL)).speed().grade())
        .isEqualTo(SpeedGrade.NOMINAL);
  }

  @Test
  void aFileThatHoldsNullIsAnEmptyCache() throws Exception {
    Path file = Files.writeString(folder.resolve("t.json"), "null");
    assertThat(TrialCache.open(file).find(new TrialKey("a", "b", 1))).isEmpty();
  }

  @Test
  void aRelativeFileNameCanBeSaved() throws Exception {
    Path file = Path.of("pending-trials.json");
    TrialCache.open(file).save();
    Files.deleteIfExists(file);
  }

  @Test
  void aFailedMoveLeavesNoTemporaryFile() throws Exception {
    Path file = folder.resolve("trials.json");
    Files.createDirectories(file.resolve("in the way"));
    TrialCache.open(folder.resolve("none")).save();
    Files.delete(folder.resolve("none"));
    TrialCache.open(file).save();
    assertThat(folder.toFile().list()).containsExactly("trials.json");
  }
}
