package org.paceline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTablesTest {

  @TempDir private Path folder;

  @Test
  void theReadmesHaveTheTablesOfTheRecords() throws IOException {
    for (Path document : RecordedTables.documents(Path.of(".."))) {
      String text = Files.readString(document);
      assertThat(new MarkedTables(document.getParent()).renewed(text))
          .as("%s differs from its records; run benchmarks/run tables", document)
          .isEqualTo(text);
    }
    assertThat(Path.of("..", "benchmarks", "README.md"))
        .content()
        .contains("<!-- results/ten-tasks.json -->\nRecorded on 20");
  }

  @Test
  void whatStandsBetweenTheMarksIsReplaced() throws IOException {
    Setting setting = Results.setting("planner", "benchmarks/run planner");
    new ResultFile(folder.resolve("results/one.json")).write(Results.planner(setting));
    String renewed =
        new MarkedTables(folder)
            .renewed("before\n<!-- results/one.json -->\nold\n<!-- end -->\nafter\n");
    assertThat(renewed)
        .isEqualTo(
            """
            before
            <!-- results/one.json -->
            Recorded on 2026-11-30 by `benchmarks/run planner`: A processor, 2 cores.

            | workers | ms a plan | error |
            |---:|---:|---|
            | 10,000 | 1.25 | ± 0.10 |
            | 100,000 | 14.50 | - |

            ![The same as a picture](results/one.svg)
            <!-- end -->
            after
            """);
    assertThat(new MarkedTables(folder).renewed(renewed)).isEqualTo(renewed);
  }

  @Test
  void aMissingPictureIsDrawn() throws IOException {
    Setting setting = Results.setting("planner", "benchmarks/run planner");
    new ResultFile(folder.resolve("results/one.json")).write(Results.planner(setting));
    Path picture = folder.resolve("results/one.svg");
    Files.delete(picture);
    new MarkedTables(folder).draw("<!-- results/one.json -->\n<!-- end -->\n");
    assertThat(picture).isNotEmptyFile();
  }

  @Test
  void aMarkWithoutAPartnerAndAnUnknownResultAreRefused() throws IOException {
    MarkedTables tables = new MarkedTables(folder);
    assertThatThrownBy(() -> tables.renewed("<!-- results/one.json -->\nold\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no partner");
    Path file = Files.createDirectories(folder.resolve("results")).resolve("two.json");
    Files.writeString(file, "{\"setting\": {\"benchmark\": \"none\"}}");
    assertThatThrownBy(() -> tables.renewed("<!-- results/two.json -->\n<!-- end -->\n"))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is a result of no benchmark: 'none'");
  }
}
