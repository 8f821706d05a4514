package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;

class PipelineFileTest {

  private static final Place HERE =
      new Place(Machine.of("here", Resources.of("cores", 2).and("memory", 8)), List.of());

  /** No class that can be made. */
  public abstract static class Half implements Callable<Integer> {
    public Half() {}
  }

  /** A command that only its package can make. */
  static final class Hidden implements Callable<Integer> {
    @Override
    public Integer call() {
      return 0;
    }
  }

  @TempDir private Path folder;

  private Pipeline read(String text) throws IOException {
    return read(text, Map.of());
  }

  private Pipeline read(String text, Map<String, String> given) throws IOException {
    Path file = folder.resolve("p.yaml");
    Files.writeString(file, text);
    return PipelineFile.of(file).read(folder, Given.toFile(given, Map.of()), () -> HERE).pipeline();
  }

  private AbstractThrowableAssert<?, ?> refused(String text) {
    return assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileHasStagesAndMachines() throws IOException {
    Pipeline read =
        read(
            """
            name: all
            variables: {rate: 0.50}
            machines:
              fast: {capacity: {cores: 4, memory: 16}, speed: 2, arguments: [--workers, "1,1"]}
              slow: {capacity: {cores: 1}, hours: [[0, 100], [200, 300]]}
            stages:
              - {name: first, job: profile}
              - name: second
                job: train
                after: first
                arguments: [--learning-rate, "${rate}", --epochs, 007, --output, "${output}"]
                copies: 2
                retries: 3
                seconds: 1.5e1
                demand: {cores: 1}
                priority: 2
                deadline: 600
            """);
    assertThat(read.name()).isEqualTo("all");
    assertThat(read.places()).extracting(Place::name).containsExactly("fast", "slow");
    Stage second = read.stage("second");
    assertThat(second.arguments())
        .containsExactly("--learning-rate", "0.50", "--epochs", "007", "--output", "${output}");
    assertThat(second.after()).containsExactly("first");
    assertThat(second.copies()).isEqualTo(2);
    assertThat(second.retries()).isEqualTo(3);
    assertThat(second.seconds()).hasValue(15);
    assertThat(second.priority()).isEqualTo(2);
    assertThat(second.deadline()).hasValue(600);
    assertThat(read.stage("first").seconds()).isEmpty();
  }

  @Test
  void whereNoMachineIsNamedThereIsThisComputer() throws IOException {
    Pipeline read = read("stages: {a: {job: profile}}");
    assertThat(read.name()).isEqualTo("pipeline");
    assertThat(read.places()).containsExactly(HERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stages: {a: {job: train, retrys: 2}} => line 1: stage a.retrys is unknown; stage a can have after, arguments",
        "stages: {a: {job: train}, a: {job: plan}} => is there twice",
        "stages: {a: {arguments: [x]}} => line 1: stage a must have a job",
        "name: x => must have stages",
        "stages: {} => must have from 1 to 1000, not 0",
        "stages: 3 => must be a list, such as",
        "stages: {a: {job: train, copies: 0}} => stage a.copies must be a whole number from 1 to 1000, not '0'",
        "stages: {a: {job: train, copies: 1.5}} => must be a whole number",
        "stages: {a: {job: train, retries: -1}} => stage a.retries must be a whole number from 0",
        "stages: {a: {job: train, seconds: 0}} => stage a.seconds must be a number above 0 and at most 1000000000, not '0'",
        "stages: {a: {job: train, seconds: .inf}} => must be a number above 0 and at most 1000000000, not '.inf'",
        "stages: {a: {job: train, arguments: --x}} => stage a.arguments must be a list",
        "stages: {a: {job: train, arguments: [[x]]}} => stage a.arguments[0] must be one value",
        "stages: {a: {job: train, arguments: [~]}} => stage a.arguments[0] is empty",
        "stages: {../a: {job: train}} => must have a name of letters, digits, '.', '_' and '-'",
        "stages: {..: {job: train}} => that does not begin with '.'",
        "stages: {a: {job: nonsense}} => 'nonsense' is no job; there are evaluate, plan, predict, profile, train, keep-best",
        "stages: {a: {job: no.Such}} => no.Such is no job with a public constructor without arguments",
        "stages: {a: {job: java.lang.String}} => java.lang.String is no job",
        "stages: {a: {job: train, after: b}} => stage a is after 'b', which is no stage; there are a",
        "stages: {a: {job: train, after: a}} => in a circle, as a after a",
        "stages: {a: {job: train, after: c}, b: {job: train, after: a}, c: {job: train, after: b}} => a after c after b after a",
        "stages: {a: {job: train, demand: {gpu: 1}}} => stage a demands {gpu=1.0}, which no machine has: here has",
        "stages: {a: {job: train, copies: 2}} => stage a wants 2 copies on different machines, but 1 of 1 can take it",
        "stages: {a: {job: train, arguments: ['${x}']}} => stage a takes ${x}, which is no variable",
        "stages: {a: {job: train, arguments: ['${stages.b}']}, b: {job: plan}} => stage a takes ${stages.b}, but it is not after 'b'; before it are none",
        "stages: {a: {job: train, arguments: ['x${output']}} => has a '${' without its '}'",
        "stages: [{job: train}] => must have a name",
        "stages: [{name: a, job: train}, {name: a, job: plan}] => must be different, but two are 'a'",
        "machines: {m: {speed: 1}}\nstages: {a: {job: train}} => machine m must have a capacity",
        "machines: {m: {capacity: {cores: 0}}}\nstages: {a: {job: train}} => must have cores above 0",
        "machines: {m: {capacity: {cores: 1}, speed: 0}}\nstages: {a: {job: train}} => machine m.speed must be a number from 1.0E-6 to 1000000, not '0'",
        "machines: {m: {capacity: {cores: 1}, hours: [[5, 5]]}}\nstages: {a: {job: train}} => must end after it begins",
        "stages: {a: {job: train, seconds: 1e308}} => stage a.seconds must be a number above 0 and at most 1000000000, not '1e308'",
        "stages: {a: {job: train, demand: {cores: 1e13}}} => stage a.demand.cores must be a number from 0 to 1000000000000",
        "machines: {m: {capacity: {cores: 1}, speed: 1e-300}}\nstages: {a: {job: train}} => machine m.speed must be a number from 1.0E-6 to 1000000",
        "machines: {m: {capacity: {cores: 1}, arguments: ['${x']}}\nstages: {a: {job: train}} => machine m: '${x' has a '${' without its '}'",
        "machines: {m: {capacity: {cores: 1}, arguments: ['${output}']}}\nstages: {a: {job: train}} => machine m: arguments of a machine can have ${pipeline}",
        "stages: {a: {job: train, name: zzz}} => stage a.name must be 'a', not 'zzz'",
        "stages: {a: {job: java.util.concurrent.Callable}} => java.util.concurrent.Callable is no job",
        "stages: {a: {job: org.paceline.jobs.pipeline.PipelineFileTest$Half}} => Half is no job",
        "stages: {a: {job: org.paceline.jobs.pipeline.PipelineFileTest$Hidden}} => Hidden is no job",
        "stages: {a: {job: org.paceline.job.Job}} => org.paceline.job.Job is no job",
        "variables: {d: $}\nstages: {a: {job: train, arguments: ['${d}${output}']}} => has a '$' before ${output}, which cannot be written",
        "variables: {output: x}\nstages: {a: {job: train}} => a variable must have a name",
        "stages: {a: *b} => line 1: found undefined alias",
        "stages: {a: !!java.net.URL [x]} => Global tag is not allowed",
        "stages: [a => line 1",
        "--- {}\n--- {} => expected a single document"
      })
  void whatIsWrongIsNamed(String textAndMessage) {
    String[] parts = textAndMessage.split(" => ");
    refused(parts[0]).hasMessageContaining(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "---"})
  void anEmptyFileIsRefused(String text) {
    refused(text).hasMessageContaining("p.yaml");
  }

  @Test
  void theLineIsToldOfTheFieldThatIsWrong() {
    refused("name: x\nstages:\n  a:\n    job: train\n    copys: 2\n")
        .hasMessageStartingWith(folder.resolve("p.yaml") + ", line 5: stage a.copys is unknown");
  }

  @Test
  void hugeDeepAndUnreadableFilesAreRefused() throws IOException {
    refused("x: " + "y".repeat(1 << 20)).hasMessageContaining("must have at most 1048576 bytes");
    refused("[".repeat(5000) + "]".repeat(5000)).hasMessageContaining("is no YAML");
    Path file = folder.resolve("latin");
    Files.write(file, "name: ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> PipelineFile.of(file)).hasMessage(file + " is no text in UTF-8");
    assertThatThrownBy(() -> PipelineFile.of(folder)).hasMessage(folder + " is no file");
  }

  @Test
  void anchorsDoNotBlowUp() {
    StringBuilder bomb = new StringBuilder("variables:\n  a: &a x\nstages:\n");
    bomb.append("  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n");
    for (char c = 'c'; c < 'z'; c++) {
      char before = (char) (c - 1);
      bomb.append("  %s: &%s [%s]\n".formatted(c, c, ("*" + before + ", ").repeat(9)));
    }
    refused(bomb.toString()).hasMessageContaining("must be fields");
    String variable = "variables: {x: " + "y".repeat(400_000) + "}\nstages:\n  a: {job: train, ";
    refused(variable + "arguments: ['" + "${x}".repeat(100_000) + "']}")
        .hasMessageContaining("must have at most 100000 characters");
    refused("stages: {a: {job: train, arguments: ['" + "${output}".repeat(101) + "']}}")
        .hasMessage("stage a: an argument must have at most 100 placeholders, not 101");
    refused("stages: {a: {job: train, arguments: ['" + "${".repeat(500_000) + "']}}")
        .hasMessageContaining("must have at most 100000 characters");
    refused("stages: {a: {job: train, arguments: [" + "x, ".repeat(1001) + "]}}")
        .hasMessageContaining("stage a.arguments must have at most 1000, not 1001");
  }

  @Test
  void manyStagesCanShareTheirArguments() throws IOException {
    StringBuilder many = new StringBuilder("stages:\n  s: {job: train, arguments: &a [--x, 1]}\n");
    for (int i = 1; i < 60; i++) {
      many.append("  s%s: {job: train, arguments: *a}\n".formatted(i));
    }
    assertThat(read(many.toString()).stages()).hasSize(60);
    String large = "x".repeat(90_000);
    many.insert(0, "variables: {x: " + large + "}\n");
    refused(many.toString().replace("--x, 1", "'${x}', '${x}', '${x}'"))
        .hasMessage("all arguments together must have at most 10000000 characters");
  }

  @Test
  void variablesAreGivenOnTheCommandLine() throws IOException {
    String text = "variables: {x: 1}\nstages: {a: {job: train, arguments: ['${x} $${x} ${y}']}}";
    Stage stage = read(text, Map.of("x", "${output}", "y", "2")).stage("a");
    assertThat(Placeholders.fill(stage.arguments().get(0), folder, folder, Map.of()))
        .isEqualTo("${output} ${x} 2");
    assertThatThrownBy(() -> read(text, Map.of("y", "2", "z", "3")))
        .hasMessage("--set z: no argument has ${z}");
  }

  @Test
  void whatVariablesHoldIsTakenOnce() throws IOException {
    String text = "variables: {d: $, o: '${output}'}\nstages: {a: {job: train, arguments: ";
    Stage stage = read(text + "['${d}{output}', '${o}${d}', '$${d}']}}").stage("a");
    assertThat(
            stage.arguments().stream().map(it -> Placeholders.fill(it, folder, folder, Map.of())))
        .containsExactly("${output}", "${output}$", "${d}");
  }

  @Test
  void whatWasSetBeforeHoldsWhereNothingElseIsSaid() throws IOException {
    Path file = folder.resolve("p.yaml");
    Files.writeString(
        file, "variables: {x: file}\nstages: {a: {job: train, arguments: ['${x} ${y}']}}");
    Map<String, String> before = Map.of("x", "old", "y", "old", "gone", "old");
    PipelineReader.Read named =
        PipelineFile.of(file).read(folder, Given.toFile(Map.of(), before), () -> HERE);
    assertThat(named.pipeline().stage("a").arguments()).containsExactly("file old");
    assertThat(named.set()).isEqualTo(Map.of("y", "old"));
    PipelineReader.Read again =
        PipelineFile.of(file).read(folder, Given.again(Map.of("y", "new"), before), () -> HERE);
    assertThat(again.pipeline().stage("a").arguments()).containsExactly("old new");
    assertThat(again.set()).isEqualTo(Map.of("x", "old", "y", "new"));
  }

  @Test
  void placeholdersBecomeFolders() {
    assertThat(
            Placeholders.fill(
                "${pipeline}/x=${stages.a-b.c}/model.zip:${output}",
                Path.of("/o"),
                Path.of("/p"),
                Map.of("a-b.c", Path.of("/s"))))
        .isEqualTo("/p/x=/s/model.zip:/o");
  }
}
