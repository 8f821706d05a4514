package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.job.ExitCode;

class PixelStatisticsTest {

  @TempDir private Path folder;

  @Test
  void theExampleRunsOnUnequalExecutors() throws IOException {
    CifarFolder.write(folder, 300, 30);
    JobRun run =
        JobRun.of(new PixelStatistics(), "--data", "cifar10:" + folder, "--workers", "1,0.6");
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theReadmeShowsItAsItIs() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/org/paceline/jobs/PixelStatistics.java"));
    String body = source.substring(source.indexOf("public final class"));
    assertThat(Files.readString(Path.of("../README.md"))).contains(body.strip());
    assertThat(body.lines()).hasSizeLessThan(30);
  }
}
