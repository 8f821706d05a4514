package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.data.DataException;
import org.paceline.jobs.Main;
import picocli.CommandLine;

class PipelineCommandTest {

  @TempDir private Path folder;
  private TestPipeline pipeline;

  @BeforeEach
  void write() throws IOException {
    pipeline = new TestPipeline(folder);
    pipeline.write(pipeline.stage("a", "", "--code", "${code}"));
  }

  private static int call(String... arguments) throws InterruptedException {
    PipelineCommand command = new PipelineCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.call();
  }

  private void refused(String message, String... arguments) {
    assertThatThrownBy(() -> call(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private String file() {
    return pipeline.file().toString();
  }

  private String output() {
    return pipeline.output().toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void argumentsThatContradictOrLackAreRefused() {
    refused("FILE must be given, or --resume");
    refused("exclude each other", file(), "--resume", output(), "--output", output());
    refused("is no folder in which a pipeline has begun", "--resume", output());
    refused("the policy must be best", file(), "--policy", "luck");
    refused("takes ${code}, which is no variable", file());
    refused("--set x: no argument has ${x}", file(), "--set", "x=1", "--set", "code=1");
    refused("is no file", folder.resolve("none").toString());
    String nowhere = folder.resolve("none/x.svg").toString();
    assertThat(Main.run("pipeline", file(), "--set", "code=1", "--dry-run", "--picture", nowhere))
        .isEqualTo(6);
    assertThat(Main.run("pipeline", file())).isEqualTo(2);
    assertThat(Main.run("pipeline", "--nonsense")).isEqualTo(2);
    assertThat(Main.run("pipeline", "--help")).isZero();
  }

  @Test
  void aCommandIsRunByTheNameOfItsClass() throws Exception {
    String journal = pipeline.journal().toString();
    String type = TestStage.class.getName();
    assertThat(Main.run(type, "--name", "x", "--journal", journal)).isZero();
    assertThat(pipeline.noted()).containsExactly("begin x", "end x");
    assertThat(Main.run(type, "--name", "x", "--journal", journal, "--fail-times", "1"))
        .isEqualTo(1);
    assertThat(Main.run(type, "--nonsense")).isEqualTo(2);
    assertThat(Main.run("java.lang.String")).isEqualTo(2);
    assertThat(Main.run("no.such.Type")).isEqualTo(2);
    assertThat(Main.run("nonsense")).isEqualTo(2);
  }

  /** The example of the documentation can be read and planned. */
  @Test
  void theExampleIsAPipeline() throws Exception {
    assertThat(call("../conf/pipelines/best-of-three.yaml", "--dry-run", "--json")).isZero();
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    List<Path> before = files();
    assertThat(call(file(), "--set", "code=1", "--dry-run", "--output", output())).isZero();
    assertThat(files()).isEqualTo(before);
    String picture = folder.resolve("planned.svg").toString();
    assertThat(call(file(), "--set", "code=1", "--dry-run", "--picture", picture)).isZero();
    assertThat(Path.of(picture)).content().startsWith("<svg");
  }

  @Test
  void aPipelineGoesOnWithoutItsFileAndWithWhatWasSet() throws Exception {
    pipeline.write(
        pipeline.stage("a", ""),
        pipeline.stage("b", "after: a", "--fail-times", "1", "--code", "${code}"));
    assertThat(call(file(), "--set", "code=4", "--output", output())).isEqualTo(1);
    Files.delete(pipeline.file());
    assertThat(call("--resume", output())).isZero();
    pipeline.assertEachEndedOnce("a", "b");
    assertThat(pipeline.output()).isDirectoryContaining("glob:**/{pipeline.json,pipeline.svg}");
    for (String name : List.of("events.jsonl", "pipeline.yaml", "stages/a/attempt-1/stage.json")) {
      assertThat(Files.getPosixFilePermissions(pipeline.output().resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** What was set is forgotten where the file takes it no more, and gives way to the file. */
  @Test
  void whatTheFileNoLongerUsesIsForgotten() throws Exception {
    assertThat(call(file(), "--set", "code=3", "--output", output())).isZero();
    pipeline.write(pipeline.stage("a", ""));
    assertThat(call(file(), "--output", output())).isZero();
    assertThat(JournalReader.lastSession(pipeline.output()).orElseThrow().variables()).isEmpty();
    assertThat(call("--resume", output())).isZero();
    refused("--set code: no argument has", file(), "--output", output(), "--set", "code=3");
  }

  /** Its first coordinator was killed before it noted that it had begun. */
  @Test
  void aFolderInWhichNothingBeganYetIsTakenAgain() throws Exception {
    Files.createDirectories(pipeline.output());
    for (String left : List.of("lock", "events.jsonl", "pipeline.yaml", "pipeline.yaml.tmp")) {
      Files.createFile(pipeline.output().resolve(left));
    }
    refused("is no folder in which a pipeline has begun", "--resume", output());
    Files.writeString(pipeline.output().resolve("events.jsonl"), "{\"kind\":\"SES");
    refused("is no folder in which a pipeline has begun", "--resume", output());
    assertThat(call(file(), "--set", "code=1", "--output", output())).isZero();
  }

  @Test
  void aPlanThatIsDamagedIsMadeAnew() throws Exception {
    assertThat(call(file(), "--set", "code=1", "--output", output())).isZero();
    Path plan = pipeline.output().resolve("plan.json");
    for (String damaged : List.of("null", "{}", "{\"pol", "{\"stages\": [{}]}")) {
      Files.writeString(plan, damaged);
      assertThat(call("--resume", output())).isZero();
      assertThat(plan).content().contains("\"policy\" : \"best\"");
    }
    pipeline.assertEachEndedOnce("a");
  }

  @Test
  void twoThatBeginInOneSecondHaveFoldersOfTheirOwn() {
    Path named = folder.resolve("runs/p");
    assertThat(Claim.fresh(named)).isEqualTo(named);
    assertThat(Claim.fresh(named)).isEqualTo(folder.resolve("runs/p-2"));
  }

  @Test
  void aFolderOfAnotherPipelineOrADamagedOneIsRefused() throws Exception {
    assertThat(call(file(), "--set", "code=1", "--output", output())).isZero();
    String text = Files.readString(pipeline.file());
    Files.writeString(pipeline.file(), text.replace("name: test", "name: other"));
    refused("the folder is that of pipeline test, not of other", file(), "--output", output());
    Files.writeString(pipeline.output().resolve("events.jsonl"), "rubbish\n");
    assertThatThrownBy(() -> call(file(), "--output", output()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is damaged in line 1");
    assertThat(Main.run("pipeline", file(), "--output", output())).isEqualTo(3);
  }
}
