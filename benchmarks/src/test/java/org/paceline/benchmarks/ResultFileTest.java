package org.paceline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.jobs.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ResultFileTest {

  @TempDir private Path folder;

  static Stream<BenchmarkResult> results() {
    return Results.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void whatIsWrittenIsReadAgainAndDrawn(BenchmarkResult result) throws IOException {
    Path file = folder.resolve("new/one.json");
    new ResultFile(file).write(result);
    BenchmarkResult read = RecordedResult.read(file);
    assertThat(read).isEqualTo(result);
    assertThat(read.text()).isEqualTo(result.text());
    assertThat(read.tables().stream().map(Table::markdown))
        .allMatch(table -> table.contains("|---"));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("one.json", "one.png", "one.svg");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one.json", "one.png", "one.svg"})
  void aFileThatIsThereIsRefusedBeforeAnythingRuns(String name) throws IOException {
    Path there = Files.createFile(folder.resolve(name));
    assertThatThrownBy(() -> new ResultFile(folder.resolve("one.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--output %s exists already; give a file that does not", there);
    Outer command = new Outer();
    CommandLine line = new CommandLine(command);
    line.parseArgs("--output", folder.resolve("one.json").toString());
    assertThatThrownBy(command.inner.output::check).isInstanceOf(IllegalArgumentException.class);
  }

  /** As the pool's benchmarks have it: in a group of options of their own. */
  static final class Inner {
    @Mixin private OutputOption output;

    @Option(names = "--names", split = ",", defaultValue = "a,b")
    private List<String> names;

    @Option(names = "--seed")
    private long seed;
  }

  @Command(name = "benchmarks/run outer", mixinStandardHelpOptions = true)
  static final class Outer {
    @Mixin private Inner inner;
  }

  @Test
  void theSettingSaysWhatWasTyped() {
    Outer command = new Outer();
    new CommandLine(command).parseArgs("--seed=7", "--output", "a folder/it's.json");
    Setting setting = command.inner.output.setting();
    assertThat(setting.benchmark()).isEqualTo("outer");
    assertThat(setting.command())
        .isEqualTo("benchmarks/run outer --seed=7 --output 'a folder/it'\\''s.json'");
    assertThat(setting.seed()).isEqualTo(7);
    assertThat(setting.options())
        .containsEntry("--names", "a,b")
        .containsEntry("--output", "a folder/it's.json")
        .doesNotContainKeys("--help", "--version");
    assertThat(setting.cores()).isPositive();
    assertThat(setting.day()).matches("20\\d\\d-\\d\\d-\\d\\d");
  }
}
