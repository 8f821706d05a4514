package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.partition.ExecutorTasks;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfiler;
import org.paceline.profile.VisibleCards;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;
import org.paceline.testing.FakeDriver;
import org.paceline.testing.FakeSmi;
import org.paceline.testing.TimeLimit;

@EnabledOnOs(OS.LINUX)
class GpuBindingTest {

  private static final String PROTOTYPE =
      "{\"GPU-b\", \"NVIDIA Prototype\", 10, 1000000, 7, 5, 4UL << 30}";

  @TempDir private Path folder;

  /** A standalone worker whose cards Spark finds by the script; only the driver library is fake. */
  @Test
  void twoExecutorsOfOneWorkerSeeOneCardEachAndNotTheSame() throws Exception {
    FakeDriver.build(folder, 0, FakeDriver.RTX_3090, PROTOTYPE);
    FakeSmi.write(folder, "GPU-a\nGPU-b", 0);
    Workspace workspace = Workspace.create();
    ChildProcess master =
        ChildProcess.start(workspace, "master", List.of("master"), Map.of()).ready();
    master.say("delete " + workspace.root());
    ChildProcess worker =
        ChildProcess.start(
                workspace,
                "worker",
                List.of(
                    "worker", master.address(), "2", "2048", workspace.path("work/0").toString()),
                machine())
            .ready();
    try (JavaSparkContext context =
        new JavaSparkContext(GpuBinding.configure(application(master.address())))) {
      List<Member> members = Roster.of(context.sc()).await(2, TimeLimit.GENEROUS);
      assertThat(members).hasSize(2);
      assertThat(ExecutorTasks.onEach(context.sc(), members, "look", executor -> seen()).values())
          .containsExactlyInAnyOrder(
              "GPU-a shows NVIDIA GeForce RTX 3090", "GPU-b shows NVIDIA Prototype");
    } finally {
      worker.close();
      master.close();
      Janitor.delete(workspace.root());
    }
  }

  private static String seen() {
    List<String> cards =
        new MachineProfiler().detect().gpus().stream().map(GpuProfile::name).toList();
    return VisibleCards.shown().orElse("nothing set") + " shows " + String.join(", ", cards);
  }

  /** What a worker's owner sets: cards, the script that finds them, and here the fakes' folder. */
  private Map<String, String> machine() {
    return Map.of(
        "JAVA_TOOL_OPTIONS",
        "-Dspark.worker.resource.gpu.amount=2 -Dspark.worker.resource.gpu.discoveryScript="
            + FakeSmi.discovery(),
        "PATH",
        folder + File.pathSeparator + System.getenv("PATH"),
        "LD_LIBRARY_PATH",
        folder.toString());
  }

  private static SparkConf application(String master) {
    return Roster.configure(new SparkConf().setAppName("cards"))
        .setMaster(master)
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false")
        .set("spark.executor.cores", "1")
        .set("spark.executor.memory", "512m")
        .set("spark.executor.resource.gpu.amount", "1")
        .set("spark.task.resource.gpu.amount", "1");
  }

  @Test
  void executorsWithoutCardsAreLeftAlone() throws Exception {
    Optional<String> before = VisibleCards.shown();
    bind(Map.of());
    bind(Map.of("gpu", new ResourceInformation("gpu", new String[0])));
    bind(Map.of("gpu", new ResourceInformation("gpu", new String[] {"none"})));
    assertThat(VisibleCards.shown()).isEqualTo(before);
  }

  @Test
  void aCardThatIsNoUuidStopsTheExecutor() {
    assertThatThrownBy(
            () -> bind(Map.of("gpu", new ResourceInformation("gpu", new String[] {"0"}))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not '0'");
  }

  @Test
  void anApplicationThatAsksForCardsGetsThePluginBesideItsOwn() {
    SparkConf conf = new SparkConf(false);
    assertThat(GpuBinding.configure(conf).contains("spark.plugins")).isFalse();
    conf.set("spark.executor.resource.gpu.amount", "1");
    String name = GpuBinding.class.getName();
    assertThat(GpuBinding.configure(conf).get("spark.plugins")).isEqualTo(name);
    assertThat(GpuBinding.configure(conf).get("spark.plugins")).isEqualTo(name);
    conf.set("spark.plugins", "org.example.Other");
    assertThat(GpuBinding.configure(conf).get("spark.plugins"))
        .isEqualTo("org.example.Other," + name);
  }

  private static void bind(Map<String, ResourceInformation> resources) throws Exception {
    new GpuBinding().executorPlugin().init(new Context(resources), Map.of());
  }

  /** What Spark hands to a plugin, of which only the resources matter here. */
  private record Context(Map<String, ResourceInformation> resources) implements PluginContext {

    @Override
    public MetricRegistry metricRegistry() {
      return new MetricRegistry();
    }

    @Override
    public SparkConf conf() {
      return new SparkConf(false);
    }

    @Override
    public String executorID() {
      return "0";
    }

    @Override
    public String hostname() {
      return "localhost";
    }

    @Override
    public void send(Object message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object ask(Object message) {
      throw new UnsupportedOperationException();
    }
  }
}
