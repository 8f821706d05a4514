package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The image's entry point as an executor's pod calls it, and with anything else. */
@EnabledOnOs(OS.LINUX)
class EntrypointTest {

  private static final String BACKEND =
      "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend";

  @TempDir private Path folder;
  private RecordingJava java;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void podOfAnExecutor() throws IOException {
    java = RecordingJava.in(folder);
    environment.put("JAVA_HOME", java.home().toString());
    environment.put("SPARK_DRIVER_URL", "spark://CoarseGrainedScheduler@job-driver-svc:7078");
    environment.put("SPARK_EXECUTOR_ID", "3");
    environment.put("SPARK_EXECUTOR_CORES", "4");
    environment.put("SPARK_EXECUTOR_MEMORY", "1024m");
    environment.put("SPARK_APPLICATION_ID", "spark-1");
    environment.put("SPARK_EXECUTOR_POD_IP", "10.42.0.9");
    environment.put("SPARK_EXECUTOR_POD_NAME", "job-exec-3");
    environment.put("SPARK_RESOURCE_PROFILE_ID", "0");
  }

  @Test
  void anExecutorGetsWhatTheDriverPutIntoItsEnvironment() throws Exception {
    Script script = run("executor");
    assertThat(script.exitCode()).as(script.output()).isZero();
    assertThat(java.arguments())
        .containsExactly(
            "-Xms1024m",
            "-Xmx1024m",
            "-cp",
            "/opt/spark/conf:/opt/spark/jars/*",
            BACKEND,
            "--driver-url",
            "spark://CoarseGrainedScheduler@job-driver-svc:7078",
            "--executor-id",
            "3",
            "--cores",
            "4",
            "--app-id",
            "spark-1",
            "--hostname",
            "10.42.0.9",
            "--resourceProfileId",
            "0",
            "--podName",
            "job-exec-3");
  }

  @Test
  void javaOptionsKeepTheirOrderAndTheirText() throws Exception {
    List<String> options = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      options.add("-Doption" + i + "=" + i);
    }
    options.set(4, "-Dtext=two words,  a * and '\"$HOME`id`\\");
    options.set(10, "-Dlines=one\ntwo");
    for (int i = 0; i < options.size(); i++) {
      environment.put("SPARK_JAVA_OPT_" + i, options.get(i));
    }
    // What follows a gap was set by somebody else.
    environment.put("SPARK_JAVA_OPT_13", "-Dunlucky");
    run("executor");
    assertThat(java.arguments()).startsWith(options.toArray(String[]::new));
    assertThat(java.arguments().get(12)).isEqualTo("-Xms1024m");
  }

  @Test
  void theClassPathBeginsWithSettingsAndEndsWithWhatTheJobAdds() throws Exception {
    environment.put("SPARK_HOME", "/spark");
    environment.put("SPARK_CONF_DIR", "/settings");
    environment.put("HADOOP_CONF_DIR", "/hadoop");
    environment.put("SPARK_CLASSPATH", "/mine.jar");
    environment.put("SPARK_EXTRA_CLASSPATH", "/theirs.jar");
    run("executor");
    assertThat(java.arguments())
        .containsSequence("-cp", "/settings:/hadoop:/mine.jar:/spark/jars/*:/theirs.jar");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    environment.remove("SPARK_EXECUTOR_ID");
    environment.put("SPARK_DRIVER_URL", "");
    assertThat(run("executor"))
        .isEqualTo(
            new Script(
                2,
                "entrypoint: executor needs SPARK_DRIVER_URL SPARK_EXECUTOR_ID in its environment,"
                    + " where Spark puts it\n"));
    assertThat(run("driver", "--class", "Job").output())
        .contains("driver needs SPARK_DRIVER_BIND_ADDRESS");
    assertThat(run().output()).contains("must be driver, executor or a command; there is none");
  }

  @Test
  void anythingElseIsRunAsItIs() throws Exception {
    assertThat(run("sh", "-c", "printf '<%s>' \"$@\"; exit 7", "sh", "two words", ""))
        .isEqualTo(new Script(7, "<two words><>"));
  }

  private Script run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("src/image/opt/entrypoint.sh"));
    command.addAll(List.of(arguments));
    return Script.run(Path.of("."), environment, command);
  }
}
