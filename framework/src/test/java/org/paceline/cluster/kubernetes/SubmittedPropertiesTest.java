package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** Settings go to spark-submit by a file: other users of the computer see every command line. */
class SubmittedPropertiesTest {

  private static final Map<String, String> DIFFICULT =
      Map.of(
          "spark.executor.extraJavaOptions", "-Da=b -Dc=d:e  -Df=#g !h",
          "spark.a=b:c #d", "name with signs",
          "spark.windows.path", "C:\\data\\new\\table",
          "spark.lines", "one\ntwo\ttabbed\r\nthree",
          "spark.empty", "",
          "spark.words", "Größe 模型 🙂",
          "spark.comment", "#not a comment");

  private final Submission submission =
      new Submission(
          "k8s://https://127.0.0.1:6443",
          "run",
          "org.example.Main",
          "local:///jobs.jar",
          List.of("--output", "/runs/one two"),
          DIFFICULT);

  @TempDir private Path folder;

  @Test
  void onlyItsOwnerReadsTheFile() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
        .isEqualTo("rw-------");
  }

  @Test
  void settingsComeBackAsTheyWere() throws IOException {
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(written())) {
      read.load(in);
    }
    assertThat(read).isEqualTo(submission.properties());
    assertThat(read).containsAllEntriesOf(DIFFICULT);
  }

  @Test
  void outerBlanksAreWrittenToo() throws IOException {
    Path file = folder.resolve("blanks");
    new Submission("k8s://http://a", "run", "Main", "jar", List.of(), Map.of("spark.b", "  c  "))
        .write(file);
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      read.load(in);
    }
    assertThat(read).containsEntry("spark.b", "  c  ");
  }

  @Test
  void sparkReadsThemAsTheyWere() {
    assertThat(JavaConverters.mapAsJavaMap(Utils.getPropertiesFromFile(written().toString())))
        .isEqualTo(submission.properties());
  }

  @Test
  void aFileThatIsThereIsNotWrittenOver() throws IOException {
    Path file = Files.writeString(folder.resolve("properties"), "mine");
    assertThatThrownBy(() -> submission.write(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void theCommandLineShowsNoSetting() {
    List<String> command = submission.command(folder.resolve("properties"));
    assertThat(command)
        .containsExactly(
            "--master",
            "k8s://https://127.0.0.1:6443",
            "--deploy-mode",
            "cluster",
            "--properties-file",
            folder.resolve("properties").toString(),
            "--class",
            "org.example.Main",
            "local:///jobs.jar",
            "--output",
            "/runs/one two");
    assertThat(command).doesNotContainAnyElementsOf(DIFFICULT.values());
  }

  private Path written() {
    Path file = folder.resolve("properties");
    submission.write(file);
    return file;
  }
}
