package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

  @TempDir private Path folder;

  /** Rounds that a driver trained after its last checkpoint, and one that it did not end. */
  @Test
  void aRunThatIsResumedFromItsStartTellsOfNoRoundTwice() throws IOException {
    Path progress = folder.resolve(RunLog.PROGRESS);
    Files.writeString(progress, "{\"round\":0}\n{\"round\":1}\n{\"rou");
    new RunLog(() -> RunFolder.open(folder), null, 0).pool(List.of());
    assertThat(progress).isEmptyFile();
  }
}
