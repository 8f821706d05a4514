package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.job.ExitCode;
import org.paceline.job.JobMain;

/** The benchmark as a user runs it, on an embedded cluster, with little data. */
class CifarBenchmarkTest {

  @TempDir private Path temporary;
  private Path folder;
  private String errors = "";

  @BeforeEach
  void name() {
    folder = temporary.resolve("runs");
  }

  private ExitCode run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--data", "shapes", "--limit", "128", "--batch-size", "16", "--model", "lenet"));
    args.addAll(List.of("--workers", "1,0.5", "--output", folder.toString()));
    args.addAll(List.of(more));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ExitCode code =
        JobMain.execute(
            new CifarBenchmark(),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            args.toArray(new String[0]));
    errors = said.toString(StandardCharsets.UTF_8);
    return code;
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  @Test
  void aSecondCallDoesWhatIsMissing() throws Exception {
    assertThat(run("--epochs", "2", "--round-batches", "2", "--seeds", "1", "--rows", "4:2,fedavg"))
        .as(errors)
        .isEqualTo(ExitCode.DONE);
    assertThat(json("settings.json").fieldNames())
        .toIterable()
        .containsExactly(
            "--batch-size",
            "--epochs",
            "--limit",
            "--model",
            "--round-batches",
            "--workers",
            "data",
            "test data",
            "training data");
    JsonNode fedavg = json("runs/fedavg-seed1.json");
    assertThat(fedavg.get("examples").asInt()).isEqualTo(256);
    assertThat(fedavg.get("curve")).hasSize(2);
    assertThat(fedavg.get("curve").get(1).get("epochs").asDouble()).isEqualTo(2);
    assertThat(fedavg.get("efficiency").asDouble()).isPositive().isLessThanOrEqualTo(1);

    assertThat(
            run(
                "--epochs",
                "2",
                "--round-batches",
                "2",
                "--seeds",
                "1",
                "--rows",
                "4:2,fedavg,killed"))
        .as(errors)
        .isEqualTo(ExitCode.DONE);
    assertThat(json("runs/fedavg-seed1.json")).isEqualTo(fedavg);
    assertThat(json("result.json").get("runs")).hasSize(3);
    assertThat(json("runs/killed-seed1.json").get("examples").asInt()).isEqualTo(256);
    assertThat(folder.resolve("result.png")).isNotEmptyFile();

    assertThat(run("--epochs", "3", "--seeds", "1")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("has runs with --epochs 2, not 3; give another folder");
  }

  @Test
  void skewedClientsTrainAllOfTheirOwnDataUntilTheTimeIsOver() throws Exception {
    assertThat(
            run(
                "--skew",
                "0.5",
                "--clients",
                "3",
                "--local-epochs",
                "2",
                "--minutes",
                "0.02",
                "--seeds",
                "7"))
        .as(errors)
        .isEqualTo(ExitCode.DONE);
    for (String row : List.of("examples", "normalized")) {
      JsonNode run = json("runs/" + row + "-seed7.json");
      int rounds = run.get("curve").size();
      assertThat(run.get("examples").asLong()).as(row).isEqualTo(owned(7, 3, 2, rounds));
      assertThat(run.get("seconds").asDouble()).as(row).isGreaterThanOrEqualTo(1.2);
    }
  }

  /** What clients train in some rounds: each all that it owns as often as is drawn. */
  private static long owned(long seed, int clients, int mostPasses, int rounds) {
    Examples data = DataSpec.parse("shapes").open(Subset.TRAIN).first(128);
    Clients skewed = Skew.of(data.read(0, 128).labels(), clients, 0.5, 16, seed).clients();
    long examples = 0;
    for (int round = 0; round < rounds; round++) {
      for (int client = 0; client < clients; client++) {
        int passes = Clients.passes(client, round, mostPasses, seed);
        examples += 16L * passes * skewed.blocks().get(client).size();
      }
    }
    return examples;
  }

  @Test
  void whatCannotBeRunIsRefusedBeforeAnythingIs() {
    assertThat(run("--epochs", "2", "--minutes", "1")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("--epochs and --minutes exclude each other");
    assertThat(run("--minutes", "0")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("--minutes must be positive, not 0.0");
    assertThat(run("--minutes", "1", "--schedule", "cosine", "--rows", "equal"))
        .isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors)
        .contains("--schedule cosine must know where the run ends: give --epochs, not --minutes");
    assertThat(run("--schedule", "step")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("leave it out of --rows");
    assertThat(run("--rows", "fastest")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("--rows takes proportional, equal");
    assertThat(run("--seeds", "one")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(run("--seed", "2")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("cifar takes --seeds, not --seed");
    assertThat(run("--rows", "ddp-equal", "--augment")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors)
        .contains("--rows has rows of PyTorch, but they know neither --augment nor --schedule");
    assertThat(run("--skew", "1", "--schedule", "cosine")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("which with --skew nobody knows beforehand");
    assertThat(run("--rows", "killed", "--minutes", "1")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).contains("give --epochs, not --minutes");
    assertThat(Files.exists(folder)).isFalse();
  }
}
