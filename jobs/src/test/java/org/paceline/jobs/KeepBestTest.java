package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepBestTest {

  @TempDir private Path folder;

  private String run(String name, String scores) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(run.resolve("model.zip"), "model of " + name);
    Files.writeString(run.resolve("result.json"), scores);
    return run.toString();
  }

  private int keep(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "keep-best";
    all[1] = "--output";
    all[2] = folder.resolve("best").toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Main.run(all);
  }

  @Test
  void theModelOfTheBestIsKept() throws IOException {
    String a = run("a", "{\"accuracy\": 0.5, \"macroF1\": 0.9}");
    String b = run("b", "{\"accuracy\": 0.75, \"macroF1\": 0.8}");
    String c = run("c", "{\"accuracy\": 0.75, \"macroF1\": 0.7}");
    assertThat(keep(a, b, c)).isZero();
    assertThat(folder.resolve("best/model.zip")).hasContent("model of b");
    assertThat(folder.resolve("best/best.json"))
        .content()
        .isEqualTo(
            """
            {
              "by" : "accuracy",
              "score" : 0.75,
              "kept" : "%2$s",
              "model" : "%2$s/model.zip",
              "candidates" : {
                "%1$s" : 0.5,
                "%2$s" : 0.75,
                "%3$s" : 0.75
              }
            }
            """
                .formatted(a, b, c));
    assertThat(keep(a)).isEqualTo(2);
  }

  @Test
  void anotherScoreCanDecideAndAnEvaluationStandForAModel() throws IOException {
    String a = run("a", "{}");
    Path evaluation = Files.createDirectories(folder.resolve("evaluation"));
    Files.writeString(evaluation.resolve("evaluation.json"), "{\"macroF1\": 0.9}");
    String b = run("b", "{\"macroF1\": 0.8}");
    assertThat(keep("--by", "macroF1", evaluation + "=" + a, b)).isZero();
    assertThat(folder.resolve("best/model.zip")).hasContent("model of a");
  }

  @Test
  void namesMayHaveAnEqualsSign() throws IOException {
    String a = run("lr=0.1", "{\"accuracy\": 0.25}");
    String b = run("lr=0.2", "{\"accuracy\": 0.5}");
    assertThat(keep(a, b + "=" + a, b)).isZero();
    assertThat(folder.resolve("best/model.zip")).hasContent("model of lr=0.1");
    assertThat(folder.resolve("best/best.json"))
        .content()
        .contains("\"kept\" : \"%s=%s\"".formatted(b, a), a + "\" : 0.25", b + "\" : 0.5");
    assertThat(keep(folder.resolve("x=0") + "=" + a)).isEqualTo(2);
  }

  @Test
  void oneEvaluationCanStandForTwoModels() throws IOException {
    String a = run("a", "{\"accuracy\": 0.5}");
    String b = run("b", "{}");
    assertThat(keep(a + "=" + b, a + "=" + a)).isZero();
    assertThat(folder.resolve("best/best.json"))
        .content()
        .contains(a + "=" + b + "\" : 0.5", a + "=" + a + "\" : 0.5");
  }

  @Test
  void whatIsMissingIsBadData() throws IOException {
    String a = run("a", "{\"accuracy\": \"high\"}");
    assertThat(keep(a)).isEqualTo(3);
    assertThat(keep("--by", "f1", run("b", "{\"accuracy\": 1}"))).isEqualTo(3);
    assertThat(keep(folder.resolve("none").toString())).isEqualTo(3);
    assertThat(keep()).isEqualTo(2);
    assertThat(folder.resolve("best")).doesNotExist();
  }
}
