package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;

/** Whole trainings by {@code bin/paceline} on machines that are set up in another way than most. */
@Tag("chaos")
@Tag("slow")
class OddMachinesIT {

  private static final String OTHER_DIGITS = "[\u0660-\u0669\u06f0-\u06f9]";
  private static final String LENET =
      "--model lenet --batch-size 8 --epochs 2 --workers 0.5 --trial-time 0.2";
  private static final int SIDE = 32;
  private static final int IMAGES = 24;

  @TempDir private Path folder;

  @Test
  void otherDigitsThanAsciiAreInNoFile() throws IOException {
    Path out = folder.resolve("out");
    String arabic = "export JAVA_TOOL_OPTIONS='-Duser.language=ar -Duser.country=EG'; ";
    String train = arabic + "\"$REAL/bin/paceline\" train ";
    runs(train + "--data shapes --limit 640 --round-batches 20 --output out $LENET");
    assertThat(names(out.resolve("checkpoints")))
        .contains("round-000007.zip")
        .allMatch(name -> name.matches("round-[0-9]{6}\\.zip"));
    for (String file : List.of("report.html", "progress.jsonl", "result.json", "plan.json")) {
      assertThat(Files.readString(out.resolve(file)))
          .as(file)
          .isNotEmpty()
          .doesNotContainPattern(OTHER_DIGITS);
    }
    Files.delete(out.resolve("model.zip"));
    runs(train + "--resume out --workers 0.5");
    assertThat(out.resolve("model.zip")).isNotEmptyFile();
  }

  /** With a locale in which Java alone could not name any of them. */
  @Test
  void foldersMayHaveAnyName() throws IOException {
    for (String name : List.of("bread", "cheese")) {
      images(Files.createDirectories(folder.resolve("food").resolve(name)));
    }
    runs(
        """
        export LC_ALL=C
        odd=$(printf 'my "odd" #1 50%% %%20 k\\303\\244se \\\\n')
        mkdir "$odd" "$odd/tmp"
        mv food/cheese "food/$(printf 'k\\303\\244se & Co. #2')"
        mv food "$odd/"
        mkdir -p "$odd/a,b/jobs/target" "$odd/a,b/framework/target"
        cp -a "$REAL/bin" "$REAL/conf" "$odd/a,b"
        cp -a "$REAL/jobs/target/classes" "$REAL/jobs/target/classpath" "$odd/a,b/jobs/target"
        cp "$REAL"/framework/target/paceline-framework-*.jar "$odd/a,b/framework/target"
        export JAVA_TOOL_OPTIONS="-Djava.io.tmpdir='$PWD/$odd/tmp'"
        "$odd/a,b/bin/paceline" train --data "images:$PWD/$odd/food" --output "$odd/out" $LENET
        "$odd/a,b/bin/paceline" org.paceline.jobs.PixelStatistics --workers 0.5 --data "images:$PWD/$odd/food" >seen
        cp -r "$odd/out" out
        ls -A "$odd/tmp" >left
        """);
    assertThat(folder.resolve("out/model.zip")).isNotEmptyFile();
    assertThat(folder.resolve("seen")).content().contains("bread", "käse & Co. #2");
    assertThat(folder.resolve("left")).content().doesNotContain("paceline-");
  }

  /** As containers run: a number without a name, and nothing of its own but a temporary folder. */
  @Test
  void aUserMayBeOnlyANumber() throws IOException {
    assumeTrue(isRoot(), "only root can become another user");
    runs(
        """
        chmod 777 . && export HOME=/ PACELINE_CLASSPATH="$REAL/jobs/target/test-classes"
        read=+dac_read_search # the user's own machine would have its libraries where it can read them
        paceline() {
          setpriv --reuid 54321 --regid 54321 --clear-groups --inh-caps "$read" --ambient-caps "$read" \
            env JAVA_TOOL_OPTIONS="-Djava.io.tmpdir=$PWD/tmp" "$REAL/bin/paceline" "$@"
        }
        mkdir -m 777 tmp
        paceline train --data shapes --limit 640 --output out $LENET
        paceline org.paceline.jobs.cli.WhoAmI --workers 0.5 >who
        """);
    assertThat(folder.resolve("out/model.zip")).isNotEmptyFile();
    assertThat(folder.resolve("who")).content().contains("54321 [54321]");
    assertThat(names(folder)).containsExactlyInAnyOrder("out", "tmp", "who");
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private void runs(String script) throws IOException {
    Path log = Files.createTempFile("script", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", script);
      builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("LENET", LENET);
      builder.environment().put("REAL", Path.of("..").toRealPath().toString());
      int code = Children.awaitEnd(Children.start("bin/paceline", builder, log));
      assertThat(code).as(Files.readString(log)).isZero();
    } finally {
      Files.delete(log);
    }
  }

  private static void images(Path of) throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i, 0xff00ff);
      ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
    }
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
