package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.job.ExitCode;
import org.paceline.job.Job;
import org.paceline.model.ModelFile;

/** The main job from data to model on a real embedded cluster, and the jobs that use the model. */
class TrainTest {

  private static final int TRAINING = 330;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static SharedCluster cluster;

  /**
   * The run that the tests look at, on a cluster of its own with unequal workers; whatever the
   * speeds, nobody is late.
   */
  @BeforeAll
  static void trainFirst() throws IOException {
    CifarFolder.write(folder.resolve("cifar"), TRAINING, 64);
    String board = folder.resolve("board").toString();
    String[] first =
        train(
            "first",
            "--epochs",
            "6",
            "--round-batches",
            "15",
            "--patience",
            "99",
            "--tensorboard",
            board);
    String[] workers = {"--workers", "0.8,0.4"};
    done(
        JobRun.of(
            new Train(), Stream.of(first, workers).flatMap(Stream::of).toArray(String[]::new)));
    cluster = new SharedCluster(2);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void aRunTrainsEveryExampleAndWritesAllItsFiles() throws IOException {
    Path run = folder.resolve("first");
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "plan.json",
              "progress.jsonl",
              "result.json",
              "history.jsonl",
              "history.csv",
              "model.zip",
              "report.html",
              "checkpoints");
      assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(7);
    }
    JsonNode result = json(run.resolve("result.json"));
    assertThat(result.path("examplesPerEpoch").asInt()).isEqualTo(TRAINING);
    assertThat(result.path("epochsExact")).hasSize(6).allMatch(JsonNode::asBoolean);
    assertThat(result.path("efficiency").asDouble())
        .isCloseTo(6 * TRAINING / capacity(result), within(1e-9))
        .isLessThan(1);
    assertThat(result.path("efficiencyOfTrial").asDouble())
        .isCloseTo(
            6 * TRAINING / result.path("seconds").asDouble() / sum(result.path("workers"), "speed"),
            within(1e-9));
    assertThat(sum(result.path("workers"), "share")).isCloseTo(1, within(1e-9));
    assertThat(sum(result.path("workers"), "examples")).isEqualTo(6 * TRAINING);
    assertThat(Files.readString(run.resolve("report.html"))).contains("<svg", "Efficiency");
    assertThat(sum(result.path("classes"), "examples")).isEqualTo(64);
    assertThat(correct(result.path("confusion")) / 64.0)
        .isCloseTo(result.path("accuracy").asDouble(), within(1e-9));
    assertThat(curves()).contains("train/loss", "train/efficiency", "test/accuracy");
  }

  @Test
  void aRecordedPlanGivesTheSameParametersAgain() throws IOException {
    JsonNode first = json(folder.resolve("first/result.json"));
    String plan = folder.resolve("first/plan.json").toString();
    done(new Train(), train("again", "--epochs", "6", "--round-batches", "15", "--split", plan));
    JsonNode again = json(folder.resolve("again/result.json"));
    assertThat(again.path("parametersHash").asText())
        .hasSize(64)
        .isEqualTo(first.path("parametersHash").asText());
  }

  @Test
  void theModelIsEvaluatedAndPredictsWithItsOwnStandardisation() throws IOException {
    String model = folder.resolve("first/model.zip").toString();
    done(new Evaluate(), job("evaluation", "--model", model, "--batch-size", "16"));
    double accuracy =
        json(folder.resolve("evaluation/evaluation.json")).path("accuracy").asDouble();
    assertThat(accuracy)
        .isEqualTo(json(folder.resolve("first/result.json")).path("accuracy").asDouble());
    done(new Predict(), job("predictions", "--model", model, "--batch-size", "16"));
    List<String> lines = Files.readAllLines(folder.resolve("predictions/predictions.csv"));
    assertThat(lines).hasSize(65).first().isEqualTo("path,label,predicted,probability");
    long right =
        lines.stream().skip(1).map(l -> l.split(",")).filter(f -> f[1].equals(f[2])).count();
    assertThat(right / 64.0).isCloseTo(accuracy, within(1e-9));
    assertThat(lines.get(64)).startsWith("63,");
  }

  @Test
  void checkpointsAreWrittenAsSeldomAsAskedFor() throws IOException {
    done(
        new Train(),
        train("seldom", "--epochs", "1", "--round-batches", "11", "--checkpoint-every", "2"));
    try (Stream<Path> files = Files.list(folder.resolve("seldom/checkpoints"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("every second, and the last")
          .containsExactlyInAnyOrder("round-000000.zip", "round-000002.zip", "round-000003.zip");
    }
  }

  @Test
  void aLossThatIsNoNumberExitsWithFiveAndSavesNoModel() {
    JobRun run =
        cluster.run(new Train(), train("diverged", "--updater", "sgd", "--learning-rate", "1e20"));
    assertThat(run.errors())
        .startsWith("paceline: no result of round ")
        .contains("its loss is NaN", "training diverged; try a smaller learning rate");
    assertThat(run.code()).isEqualTo(ExitCode.DIVERGED);
    assertThat(folder.resolve("diverged/model.zip")).doesNotExist();
    assertThat(folder.resolve("diverged/result.json")).doesNotExist();
  }

  /** As a driver that was killed would leave it: no result, and what it wrote last is torn. */
  @Test
  void aRunGoesOnFromItsLastWholeCheckpointToTheSameModel() throws IOException {
    done(new Train(), train("whole", "--epochs", "3", "--round-batches", "11", "--split", "2:1"));
    JsonNode whole = json(folder.resolve("whole/result.json"));
    // Of a run with fixed quotas: others follow the machine's speed, and so does what is learned.
    assertThat(whole.path("accuracy").asDouble()).isGreaterThan(0.9);
    Path killed = folder.resolve("whole");
    for (String name : List.of("result.json", "model.zip", "report.html")) {
      Files.delete(killed.resolve(name));
    }
    Path newest = killed.resolve("checkpoints/round-000009.zip");
    Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 5000));
    String torn = "{\"epoch\":3,\"rou";
    Files.writeString(killed.resolve("progress.jsonl"), torn, StandardOpenOption.APPEND);
    done(new Train(), "--resume", killed.toString());
    JsonNode resumed = json(folder.resolve("whole/result.json"));
    for (String field : List.of("parametersHash", "ledgerHashes", "epochsExact", "epochs")) {
      assertThat(resumed.path(field)).as(field).isEqualTo(whole.path(field));
    }
    assertThat(Files.readAllLines(killed.resolve("progress.jsonl"))).hasSize(9);
    assertThat(json(killed.resolve("plan.json")).path("rounds")).hasSize(9);
  }

  /**
   * Its schedule, too, is that of the whole run, and begins where the first driver's began; and it
   * stops where the first would have stopped. No accuracy grows by more than 1.
   */
  @Test
  void aRunWithAScheduleAndEarlyStoppingGoesOnToTheSameEnd() throws IOException {
    String[] rate = {"--schedule", "cosine", "--warm-up", "0.5"};
    String[] how = {
      "--epochs",
      "4",
      "--round-batches",
      "11",
      "--split",
      "2:1",
      "--early-stopping",
      "1",
      "--monitor",
      "accuracy",
      "--least-gain",
      "1"
    };
    done(
        new Train(),
        train("cosine", Stream.of(how, rate).flatMap(Stream::of).toArray(String[]::new)));
    done(new Train(), train("constant", how));
    JsonNode whole = json(folder.resolve("cosine/result.json"));
    assertThat(whole.path("epochs").asInt()).isEqualTo(2);
    assertThat(whole.path("validations")).hasSize(2);
    assertThat(whole.path("examplesPerEpoch").asInt()).as("held out").isBetween(270, 320);
    assertThat(whole.path("parametersHash"))
        .isNotEqualTo(json(folder.resolve("constant/result.json")).path("parametersHash"));
    Path killed = folder.resolve("cosine");
    Path best = killed.resolve("checkpoints/best.zip");
    for (String name : List.of("result.json", "model.zip", "report.html")) {
      Files.delete(killed.resolve(name));
    }
    for (String round : List.of("5", "6")) {
      Files.delete(killed.resolve("checkpoints/round-00000" + round + ".zip"));
    }
    done(new Train(), "--resume", killed.toString());
    JsonNode resumed = json(killed.resolve("result.json"));
    for (String field : List.of("parametersHash", "validations", "epochs")) {
      assertThat(resumed.path(field)).as(field).isEqualTo(whole.path(field));
    }
    assertThat(ModelFile.load(best).network().counts().epochs())
        .isEqualTo(bestEpoch(whole.path("validations")));
    Path model = killed.resolve("model.zip");
    assertThat(ModelFile.load(model).network().configuration())
        .contains("\"learningRate\" : 0.001")
        .doesNotContain("Schedule");
    done(
        new Train(),
        train("further", "--model", model.toString(), "--epochs", "1", "--schedule", "step"));
    assertThat(json(folder.resolve("further/result.json")).path("epochsExact").get(0).asBoolean())
        .isTrue();
  }

  private static int bestEpoch(JsonNode validations) {
    boolean second =
        validations.get(1).path("accuracy").asDouble()
            > validations.get(0).path("accuracy").asDouble();
    return second ? 2 : 1;
  }

  @Test
  void aRunIsResumedWithItsOwnOptionsAndDataOnly() throws IOException {
    String first = folder.resolve("first").toString();
    refused(
        "--resume goes on with the options of the run; beside it only --workers, --master and"
            + " --executor-timeout can be given, not --seed",
        ExitCode.BAD_ARGUMENTS,
        "--resume",
        first,
        "--seed",
        "2");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(
        "none of the 0 checkpoints in %s can be used; start the training anew"
            .formatted(empty.resolve("checkpoints")),
        ExitCode.BAD_DATA,
        "--resume",
        empty.toString());
    CifarFolder.write(folder.resolve("cifar"), TRAINING - 11, 64);
    try {
      refused(
          "cifar10:%s is not the data that the run in %s was started with: its content has changed"
              .formatted(folder.resolve("cifar"), first),
          ExitCode.BAD_DATA,
          "--resume",
          first);
    } finally {
      CifarFolder.write(folder.resolve("cifar"), TRAINING, 64);
    }
  }

  private static void refused(String message, ExitCode code, String... args) {
    JobRun run = cluster.run(new Train(), args);
    assertThat(run.errors()).isEqualToIgnoringNewLines("paceline: " + message);
    assertThat(run.code()).isEqualTo(code);
  }

  private static void done(Job job, String... args) {
    done(cluster.run(job, args));
  }

  private static void done(JobRun run) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
  }

  private static String[] train(String output, String... more) {
    List<String> all = new java.util.ArrayList<>(List.of(job(output, more)));
    if (!all.contains("--model")) {
      all.addAll(List.of("--model", "lenet"));
    }
    all.addAll(List.of("--batch-size", "11", "--trial-time", "1"));
    return all.toArray(String[]::new);
  }

  private static String[] job(String output, String... more) {
    List<String> all = new java.util.ArrayList<>(List.of(more));
    all.addAll(List.of("--data", "cifar10:" + folder.resolve("cifar")));
    all.addAll(List.of("--output", folder.resolve(output).toString()));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  /** What the workers could have trained while they were there. */
  private static double capacity(JsonNode result) {
    double capacity = 0;
    for (JsonNode worker : result.path("workers")) {
      assertThat(worker.path("trialDrift").asDouble()).isCloseTo(drift(worker), within(1e-9));
      capacity += worker.path("stepSpeed").asDouble() * worker.path("hereSeconds").asDouble();
    }
    return capacity;
  }

  /** Nothing is known of a worker that seemed too slow for a share. */
  private static double drift(JsonNode worker) {
    double examples = worker.path("examples").asDouble();
    return examples == 0
        ? 0
        : examples / worker.path("busySeconds").asDouble() / worker.path("speed").asDouble() - 1;
  }

  private static double sum(JsonNode list, String field) {
    double sum = 0;
    for (JsonNode one : list) {
      sum += one.path(field).asDouble();
    }
    return sum;
  }

  private static int correct(JsonNode confusion) {
    return IntStream.range(0, confusion.size())
        .map(label -> confusion.get(label).get(label).asInt())
        .sum();
  }

  private static String curves() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("board"))) {
      return new String(
          Files.readAllBytes(files.findFirst().orElseThrow()), StandardCharsets.ISO_8859_1);
    }
  }
}
