package org.paceline.jobs.assign;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.assign.AssignmentPolicy;
import org.paceline.assign.Policies;
import org.paceline.job.ExitCode;

class AssignCommandTest {

  @TempDir private Path folder;
  private String out;
  private String errors;

  @BeforeEach
  void write() throws IOException {
    file("gap.txt", "2 2\n1 5\n5 1\n1 1\n1 1\n1 1\n");
    file("tight.txt", "2 3\n1 1 1\n1 1 1\n2 2 2\n2 2 2\n3 3\n");
    file("tasks.csv", "id,work,cores,after,deadline\na,4,1,,\nb,6,2,a:1,9\n");
    file("machines.csv", "id,cores\nm,2\nn,1\n");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** Words that end with a point and letters are files of the test's folder. */
  private ExitCode run(String line) {
    List<String> args = new ArrayList<>();
    for (String word : line.split(" ")) {
      args.add(word.matches(".*\\.[a-z]+") ? folder.resolve(word).toString() : word);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    ExitCode code =
        AssignCommand.run(
            new PrintStream(output, true, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            args.toArray(String[]::new));
    out = output.toString(StandardCharsets.UTF_8);
    errors = messages.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    return code;
  }

  @Test
  void showsThePlanAsATable() {
    assertThat(run("--tasks tasks.csv --machines machines.csv --policy heft"))
        .isEqualTo(ExitCode.DONE);

    assertThat(out.replace("\r", ""))
        .startsWith(
            """
            task  machine  start s  finish s
            a     m              0         4
            b     m              4        10

            machine  tasks  utilisation
            m            2       80.0 %
            n            0        0.0 %

            makespan 10: proven to be the best
            completion time 10 s; policy heft, """);
    assertThat(errors)
        .isEqualToIgnoringNewLines(
            "paceline: tables: 2 tasks, 2 machines, makespan; heft searches for up to 10 s");
  }

  @Test
  void jsonAloneGoesToStandardOutput() throws IOException {
    assertThat(run("--tasks tasks.csv --machines machines.csv --policy heft --json --seed 7"))
        .isEqualTo(ExitCode.DONE);

    JsonNode plan = new ObjectMapper().readTree(out);
    assertThat(plan.get("policy").asText()).isEqualTo("heft");
    assertThat(plan.get("objectiveName").asText()).isEqualTo("makespan");
    assertThat(plan.get("objective").isNumber()).isTrue();
    assertThat(plan.get("objective").asDouble()).isEqualTo(10);
    assertThat(plan.get("bound").asDouble()).isEqualTo(10);
    assertThat(plan.get("optimal").booleanValue()).isTrue();
    assertThat(plan.get("gap").asDouble()).isZero();
    assertThat(plan.get("seconds").isNumber()).isTrue();
    assertThat(plan.get("seed").asLong()).isEqualTo(7);
    assertThat(plan.get("completionSeconds").asDouble()).isEqualTo(10);
    assertThat(plan.get("utilisation").get("m").asDouble()).isEqualTo(0.8);
    assertThat(plan.get("missing")).isEmpty();
    assertThat(plan.get("assignments")).hasSize(2);
    assertThat(plan.get("assignments").get(1).toString())
        .isEqualTo("{\"task\":\"b\",\"machine\":\"m\",\"start\":4.0,\"finish\":10.0}");
    assertThat(plan.has("compared")).isFalse();
  }

  @Test
  void bothReadingsOfAGapFile() throws IOException {
    assertThat(run("gap.txt --json")).isEqualTo(ExitCode.DONE);
    assertThat(new ObjectMapper().readTree(out).get("objective").asDouble()).isEqualTo(2);

    assertThat(run("gap.txt --maximise --json")).isEqualTo(ExitCode.DONE);
    JsonNode most = new ObjectMapper().readTree(out);
    assertThat(most.get("objectiveName").asText()).isEqualTo("value");
    assertThat(most.get("objective").asDouble()).isEqualTo(10);
    assertThat(most.get("utilisation").get("1").asDouble()).isEqualTo(1);
  }

  @Test
  void comparesAllPolicies() throws IOException {
    assertThat(run("--tasks tasks.csv --machines machines.csv --compare --seconds 0.5"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out).contains(Policies.all().stream().map(AssignmentPolicy::name).toList());

    assertThat(run("--tasks tasks.csv --machines machines.csv --compare --seconds 0.5 --json"))
        .isEqualTo(ExitCode.DONE);
    JsonNode compared = new ObjectMapper().readTree(out).get("compared");
    assertThat(compared).hasSize(Policies.all().size());
    assertThat(compared.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "policy",
            "objective",
            "bound",
            "optimal",
            "gap",
            "seconds",
            "completionSeconds",
            "missing");
  }

  @Test
  void drawsThePlan() throws IOException {
    assertThat(run("--tasks tasks.csv --machines machines.csv --policy heft --picture plan.svg"))
        .isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(folder.resolve("plan.svg")))
        .startsWith("<svg ")
        .contains(">makespan 10 by policy heft: the plan over time<", ">no deadline<", ">late<");

    assertThat(run("gap.txt --policy heft --picture plan.svg")).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(folder.resolve("plan.svg"))).contains(">100 %<");
    assertThat(folder.toFile().list()).hasSize(5);
  }

  @Test
  void aPlanThatLacksTasksIsAFailure() {
    assertThat(run("tight.txt --policy heft --json")).isEqualTo(ExitCode.FAILED);

    assertThat(out).contains("\"missing\" : [ \"3\" ]", "\"optimal\" : false");
    assertThat(errors).contains("paceline: the plan lacks 1 task that it must have: 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gap.txt --policy none|the policy must be best, ",
        "gap.txt --objective fun|the objective must be value, cost, makespan, weighted-completion or lateness, not 'fun'",
        "gap.txt --objective cost --maximise|--maximise is --objective value, and does not go with --objective cost",
        "gap.txt --objective makespan|the objective of a GAP file must be cost or value, not makespan",
        "gap.txt --instance 2|the instance of gap.txt must be from 1 to 1, not 2",
        "gap.txt --bandwidth 0|the bandwidth must be above 0 MB/s, not 0.0",
        "gap.txt --seconds 0|--seconds must be above 0, not 0.0",
        "gap.txt --seconds NaN|--seconds must be above 0, not NaN",
        "gap.txt --seconds x|Invalid value for option '--seconds': 'x' is not a double (see --help)",
        "gap.txt --compare --policy heft|--compare runs all policies: give it, or --policy",
        "gap.txt --picture none/p.svg|--picture must be in a folder that is there, not ",
        "gap.txt --picture sub.folder/p.svg|--picture must be in a folder that is there, not ",
        "gap.txt tasks.csv|Unmatched argument at index 1: ",
        "gap.txt --tasks tasks.csv|give either FILE or --tasks, not both",
        "--tasks tasks.csv|--tasks needs --machines, which is not given",
        "--machines machines.csv|give a FILE with tasks and machines, or --tasks FILE and --machines FILE",
        "--fast|Unknown option: '--fast' (see --help)",
      })
  void wrongOptionsExitWithTwo(String line, String message) {
    assertThat(run(line)).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors).startsWith("paceline: " + message);
    assertThat(out).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none.txt|there is no file none.txt",
        "tasks.csv|tasks.csv is a table, which has either tasks or machines: both are needed, a file each",
        "gap.txt --machines machines.csv|gap.txt has machines of its own: a file of machines does not go with it",
      })
  void wrongFilesExitWithThree(String line, String message) {
    assertThat(run(line)).isEqualTo(ExitCode.BAD_DATA);
    assertThat(errors).isEqualToIgnoringNewLines("paceline: " + message);
    assertThat(out).isEmpty();
  }

  @Test
  void doesNotWriteOverAFolder() {
    assertThat(folder.resolve("plan.svg").toFile().mkdir()).isTrue();

    assertThat(run("gap.txt --picture plan.svg")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    assertThat(errors)
        .isEqualToIgnoringNewLines("paceline: --picture must name a file, not the folder plan.svg");
  }

  @Test
  void helpSaysAll() {
    assertThat(run("--help")).isEqualTo(ExitCode.DONE);
    assertThat(out)
        .contains("--policy", "--objective", "--maximise", "--seconds", "--picture", "--json")
        .contains("--compare", "--tasks", "--machines", "--instance", "--bandwidth", "--seed");
  }
}
