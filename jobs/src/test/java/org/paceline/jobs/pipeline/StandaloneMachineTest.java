package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.testing.Children;

/** Jobs of a pipeline that share one Spark Standalone cluster. */
@Tag("chaos")
@Tag("slow")
class StandaloneMachineTest {

  private static final String STAGES =
      """
        one: {job: profile, demand: {cores: 1}, arguments: [--output, "${output}"]}
        two: {job: profile, demand: {cores: 1}, arguments: [--output, "${output}"]}
      """;

  @TempDir private Path folder;

  /** Without its limit of cores the first job would have both executors, and the second wait. */
  @Test
  void eachTakesWhatItDemandsAndBothRunAtOnce() throws Exception {
    TestPipeline pipeline = new TestPipeline(folder);
    try (EmbeddedCluster cluster = EmbeddedCluster.start(List.of(1.0, 1.0))) {
      List<String> settings =
          Stream.of(cluster.configuration().getAll())
              .filter(setting -> !setting._1().equals("spark.master"))
              .map(setting -> "-D" + setting._1() + "=" + setting._2())
              .toList();
      String machine =
          "machines: {cluster: {capacity: {cores: 2}, arguments: [--master, \"%s\"]}}\n"
              .formatted(cluster.configuration().get("spark.master"));
      pipeline.write(Optional.of(machine), STAGES);
      assertThat(Children.awaitEnd(pipeline.start(settings))).isZero();
    }
    JsonNode one = pipeline.result().path("stages").get(0);
    JsonNode two = pipeline.result().path("stages").get(1);
    assertThat(two.path("start").asDouble()).isLessThan(one.path("finish").asDouble());
    for (String stage : List.of("one", "two")) {
      JsonNode profiles =
          new ObjectMapper()
              .readTree(
                  folder
                      .resolve("run/stages/" + stage + "/attempt-1/output/profiles.json")
                      .toFile());
      assertThat(profiles).as(stage).hasSize(1);
    }
  }
}
