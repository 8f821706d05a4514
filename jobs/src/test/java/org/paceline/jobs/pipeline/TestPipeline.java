package org.paceline.jobs.pipeline;

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
import java.util.Map;
import java.util.Optional;
import org.apache.spark.launcher.JavaModuleOptions;
import org.awaitility.Awaitility;
import org.paceline.cluster.ClassPath;
import org.paceline.jobs.Main;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/**
 * A pipeline of {@link TestStage} in a folder of a test.
 *
 * @param folder where all of it is
 */
record TestPipeline(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MACHINE =
      """
      machines: {here: {capacity: {cores: 2}}}
      """;

  Path output() {
    return folder.resolve("run");
  }

  Path journal() {
    return folder.resolve("journal");
  }

  Path file() {
    return folder.resolve("pipeline.yaml");
  }

  /** A line for a stage in YAML, with the arguments that every one needs. */
  String stage(String name, String fields, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--name", name, "--journal", "" + journal()));
    all.addAll(List.of(arguments));
    String quoted = String.join(", ", all.stream().map(word -> "\"" + word + "\"").toList());
    return "  %s: {job: %s, seconds: 5, arguments: [%s]%s}%n"
        .formatted(name, TestStage.class.getName(), quoted, fields.isEmpty() ? "" : ", " + fields);
  }

  TestPipeline write(String... stages) throws IOException {
    return write(Optional.empty(), stages);
  }

  TestPipeline write(Optional<String> machines, String... stages) throws IOException {
    Files.writeString(
        file(), "name: test\n" + machines.orElse(MACHINE) + "stages:\n" + String.join("", stages));
    return this;
  }

  Pipeline read() {
    return PipelineFile.of(file())
        .read(folder, Given.toFile(Map.of(), Map.of()), () -> null)
        .pipeline();
  }

  /** Runs it in this process. */
  Outcome run() throws InterruptedException {
    return run(new ByteArrayOutputStream());
  }

  Outcome run(ByteArrayOutputStream said) throws InterruptedException {
    Pipeline pipeline = read();
    Durations durations = Durations.usual();
    Planner planner = new Planner(pipeline, "heft", durations::of);
    List<Event> past = Claim.isPipelines(output()) ? JournalReader.read(output()) : List.of();
    long begun = past.isEmpty() ? System.currentTimeMillis() : past.get(0).session().begun();
    Event.Session session = new Event.Session("test", begun, folder.toString(), Map.of());
    PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (PipelineFolder open = PipelineFolder.open(output(), durations)) {
      return new Session(pipeline, planner, open, new Teller(errors))
          .run(session, "heft", "")
          .orElseThrow();
    }
  }

  /** Runs it as a process, as {@code bin/paceline} does. */
  Process start(String... options) {
    return start(List.of(), options);
  }

  /** Runs it as a process whose virtual machine has some options. */
  Process start(List<String> ofJvm, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.add(
        "-Dlog4j.configurationFile=" + Path.of("../conf/log4j2.properties").toAbsolutePath());
    command.addAll(ofJvm);
    command.addAll(ClassPath.ofThisProcess().options());
    command.addAll(List.of(Main.class.getName(), "pipeline", file().toString()));
    command.addAll(List.of("--output", output().toString(), "--json"));
    command.addAll(List.of(options));
    Path log = folder.resolve("said-" + System.nanoTime());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("result").toFile())
            .redirectError(log.toFile());
    return Children.start("a coordinator", builder, log);
  }

  JsonNode result() throws IOException {
    return JSON.readTree(folder.resolve("result").toFile());
  }

  /** What the stages noted, in order. */
  List<String> noted() throws IOException {
    return Files.exists(journal()) ? Files.readAllLines(journal()) : List.of();
  }

  void awaitNote(String line) {
    Awaitility.await(line).atMost(TimeLimit.GENEROUS).until(() -> noted().contains(line));
  }

  void assertEachEndedOnce(String... stages) throws IOException {
    assertThat(noted().stream().filter(line -> line.startsWith("end ")))
        .containsExactlyInAnyOrderElementsOf(List.of(stages).stream().map("end "::concat).toList());
  }

  static String state(Outcome outcome, String stage) {
    return of(outcome, stage).state();
  }

  static Outcome.OfStage of(Outcome outcome, String stage) {
    return outcome.stages().stream()
        .filter(it -> it.name().equals(stage))
        .findFirst()
        .orElseThrow();
  }
}
