package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The image's entry point as a driver's pod calls it, with the launcher of the image's Spark. */
@EnabledOnOs(OS.LINUX)
class DriverEntrypointIT {

  private static final Path IMAGE = Path.of("target", "image").toAbsolutePath();

  @TempDir private Path folder;
  private RecordingJava java;

  @BeforeEach
  void java() throws IOException {
    java = RecordingJava.in(folder);
  }

  @Test
  void memoryAndOptionsOfThePropertiesReachTheJvm() throws Exception {
    Path properties =
        Files.writeString(
            folder.resolve("spark.properties"),
            """
            spark.driver.memory=700m
            spark.driver.extraJavaOptions=-Dtext="two words" -XX:+UseSerialGC
            """);
    Script script = run(IMAGE.resolve("opt/spark"), properties);
    assertThat(script.exitCode()).as(script.output()).isZero();
    List<String> arguments = java.arguments();
    int main = arguments.indexOf("org.apache.spark.deploy.SparkSubmit");
    assertThat(arguments.subList(0, main))
        .contains("-Xmx700m", "-Dtext=two words", "-XX:+UseSerialGC")
        .contains("--add-opens=java.base/java.nio=ALL-UNNAMED");
    assertThat(arguments.subList(main + 1, arguments.size()))
        .containsSubsequence("--deploy-mode", "client")
        .contains("spark.driver.bindAddress=10.42.0.8")
        .endsWith("local:///opt/paceline/paceline-jobs.jar", "--data", "images:/my images");
  }

  @Test
  void aLauncherThatFailsIsAnErrorAndNotAnEmptyCommand() throws Exception {
    Script script = run(folder, folder.resolve("spark.properties"));
    assertThat(script.exitCode()).isEqualTo(1);
    assertThat(script.output()).contains("Spark's launcher made no command for: --properties-file");
  }

  private Script run(Path sparkHome, Path properties) throws Exception {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", java.home().toString(),
            "SPARK_HOME", sparkHome.toString(),
            "SPARK_DRIVER_BIND_ADDRESS", "10.42.0.8");
    List<String> command =
        List.of(
            IMAGE.resolve("opt/entrypoint.sh").toString(),
            "driver",
            "--properties-file",
            properties.toString(),
            "--class",
            "org.paceline.jobs.Train",
            "local:///opt/paceline/paceline-jobs.jar",
            "--data",
            "images:/my images");
    return Script.run(folder, environment, command);
  }
}
