package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.job.ExitCode;
import org.paceline.job.Job;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;

/** The jobs that the README shows. */
class ExamplesTest {

  @TempDir private static Path folder;
  private static SharedCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    CifarFolder.write(folder, 300, 30);
    cluster = new SharedCluster(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static void run(Job job, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "--data";
    args[1] = "cifar10:" + folder;
    System.arraycopy(more, 0, args, 2, more.length);
    JobRun run = cluster.run(job, args);
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void pixelsOfEachClassAreDescribed() {
    run(new PixelStatistics());
  }

  @Test
  void aNetworkByItsNameIsTrained() {
    Path file = folder.resolve("cnn.zip");
    run(new TrainOnImages(), "--output", file.toString());
    Provenance from = ModelFile.provenance(file).orElseThrow();
    assertThat(from.network()).isEqualTo("cnn");
    assertThat(from.data()).isEqualTo("cifar10:" + folder);
    assertThat(from.epochs()).isEqualTo(4);
    assertThat(from.quotas()).hasSize(2);
    assertThat(ModelFile.load(file).network().counts().epochs()).isEqualTo(4);
  }

  @Test
  void aNetworkBuiltInCodeIsTrained() {
    Path file = folder.resolve("own.zip");
    run(new TrainOwnNetwork(), "--output", file.toString());
    assertThat(ModelFile.load(file).network().iterations()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PixelStatistics", "TrainOnImages", "TrainOwnNetwork"})
  void theReadmeShowsThemAsTheyAre(String name) throws IOException {
    Path file = Path.of("src/main/java/org/paceline/jobs", name + ".java");
    String source = Files.readString(file);
    String body = source.substring(source.indexOf("public final class"));
    assertThat(Files.readString(Path.of("../README.md"))).contains(body.strip());
    assertThat(body.lines()).hasSizeLessThanOrEqualTo(30);
  }
}
