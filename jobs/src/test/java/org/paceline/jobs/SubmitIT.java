package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.testing.Children;

/** The jobs jar under Spark's own spark-submit, against a master that knows nothing of Paceline. */
class SubmitIT {

  private static final Path JAR = Path.of("target", "paceline-jobs.jar");

  @TempDir private Path folder;

  @Test
  void theJarContainsNeitherSparkNorJackson() throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains("org/paceline/jobs/Train.class", "org/nd4j/nativeblas/Nd4jCpu.class")
          .noneMatch(name -> name.startsWith("com/fasterxml/jackson"))
          .noneMatch(name -> name.startsWith("org/slf4j") || name.startsWith("scala/"))
          .noneMatch(name -> name.equals("org/apache/spark/SparkContext.class"));
    }
  }

  @Test
  void sparkSubmitTrainsOnAStandaloneMaster() throws Exception {
    Path output = folder.resolve("run");
    Path log = folder.resolve("log");
    CifarFolder.write(folder.resolve("cifar"), 96, 32);
    try (EmbeddedCluster cluster = EmbeddedCluster.start(List.of(1.0, 1.0))) {
      List<String> command = submit(cluster.configuration().get("spark.master"));
      command.addAll(List.of("--data", "cifar10:" + folder.resolve("cifar")));
      command.addAll(List.of("--model", "lenet", "--batch-size", "8", "--epochs", "1"));
      command.addAll(List.of("--trial-time", "1"));
      command.addAll(List.of("--output", output.toString()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
      Process submitted = Children.start("spark-submit", builder.redirectOutput(log.toFile()), log);
      assertThat(Children.awaitEnd(submitted)).as(log.toString()).isZero();
    }
    assertThat(output.resolve("result.json")).content().contains("\"examplesPerEpoch\" : 96");
    assertThat(output.resolve("model.zip")).exists();
  }

  /** As the script does it: Spark's jars only on the class path, the job in its own jar. */
  private static List<String> submit(String master) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" +")));
    command.addAll(List.of("-cp", sparkOnly(), "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", master, "--class", Train.class.getName()));
    command.addAll(List.of("--conf", "spark.ui.enabled=false", "--executor-memory", "640m"));
    command.add(JAR.toAbsolutePath().toString());
    return command;
  }

  private static String sparkOnly() {
    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .filter(entry -> !entry.matches(".*(nd4j|deeplearning4j|datavec|paceline|bytedeco).*"))
            .toList();
    return String.join(File.pathSeparator, jars);
  }
}
