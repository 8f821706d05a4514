package org.paceline.k8s;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The files that Maven assembles for the image. */
class ImageFolderIT {

  private static final Path OPT = Path.of("target", "image", "opt");
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d+(?:\\.\\d+)+).*\\.jar");

  @Test
  void besideSparksJarsItHasTheSettingsAndExactlyTheseFiles() throws IOException {
    List<String> expected = new ArrayList<>();
    files(Path.of("..", "conf")).forEach(file -> expected.add("paceline/conf/" + file));
    expected.add("paceline/discovery.sh");
    expected.add("paceline/paceline-jobs.jar");
    expected.add("entrypoint.sh");
    expected.add("decom.sh");
    assertThat(files(OPT))
        .filteredOn(file -> !file.startsWith("spark/jars/"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void scriptsAreExecutable() throws IOException {
    assertThat(files(OPT))
        .filteredOn(file -> file.endsWith(".sh"))
        .contains("entrypoint.sh", "decom.sh", "paceline/discovery.sh")
        .allMatch(file -> Files.isExecutable(OPT.resolve(file)), "is executable");
  }

  @Test
  void sparkIsCompleteForKubernetesAndKnowsNothingOfTheJobs() throws IOException {
    assertThat(jars())
        .contains(
            "spark-core_2.12-3.5.6.jar",
            "spark-sql_2.12-3.5.6.jar",
            "spark-launcher_2.12-3.5.6.jar",
            "spark-kubernetes_2.12-3.5.6.jar",
            "kubernetes-client-6.7.2.jar",
            "kubernetes-httpclient-okhttp-6.7.2.jar",
            "log4j-slf4j2-impl-2.20.0.jar")
        .noneMatch(jar -> jar.matches("(nd4j|deeplearning4j|dl4j|datavec|javacpp|openblas).*"))
        .noneMatch(jar -> jar.matches("(paceline|junit|assertj|client-java|mockwebserver).*"));
  }

  @Test
  void noArtifactIsThereInTwoVersions() throws IOException {
    Map<String, Set<String>> versions =
        jars().stream()
            .map(JAR::matcher)
            .filter(Matcher::matches)
            .collect(groupingBy(jar -> jar.group(1), mapping(jar -> jar.group(2), toSet())));
    assertThat(versions).hasSizeGreaterThan(100);
    versions.forEach((name, found) -> assertThat(found).as(name).hasSize(1));
  }

  @Test
  void theJobsBringTheirOwnLibrariesAndNoSpark() throws IOException {
    try (ZipFile jar = new ZipFile(OPT.resolve("paceline/paceline-jobs.jar").toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains(
              "org/paceline/jobs/Train.class",
              "org/paceline/cluster/kubernetes/ExecutorPlacement.class",
              "org/nd4j/nativeblas/Nd4jCpu.class")
          .noneMatch(name -> name.matches("org/apache/spark/SparkContext.*"))
          .noneMatch(name -> name.matches("(scala|org/slf4j|io/fabric8)/.*"));
    }
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> jars = Files.list(OPT.resolve("spark/jars"))) {
      return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
