package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;

/** The hook that asks a pod's executor to leave; here the executors are shells by the name java. */
@EnabledOnOs(OS.LINUX)
class DecommissionTest {

  private static final String BACKEND =
      "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend";

  /** Takes a second to leave, as an executor finishes its task, and says when it has. */
  private static final String LEAVE = "trap 'sleep 1; echo left >\"$0\".left; exit 7' PWR; ";

  /** The hook looks at all processes of the computer. */
  private static final String OURS = UUID.randomUUID() + "-";

  @TempDir private Path folder;
  private Path java;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void java() throws IOException {
    java = Files.copy(Path.of("/bin/bash"), folder.resolve("java"));
  }

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void theExecutorOfThePodIsAskedAndWaitedFor() throws Exception {
    Process ours = executor(OURS + "job.a-exec-1", BACKEND);
    Process other = executor(OURS + "job-a-exec-1", BACKEND);
    Process another = executor(OURS + "job.a-exec-1", "org.example.Sidecar");
    Script hook = decommission(OURS + "job.a-exec-1");
    assertThat(hook)
        .isEqualTo(new Script(0, "decom: asking executor process " + ours.pid() + " to leave\n"));
    assertThat(folder.resolve(BACKEND + ".left")).as("the hook waited for the executor").exists();
    assertThat(ours.waitFor()).as("exit code of one that got SIGPWR").isEqualTo(7);
    assertThat(other.isAlive()).as("executor of another pod").isTrue();
    assertThat(another.isAlive()).as("another java of the pod").isTrue();
  }

  @Test
  void whereThereIsNoExecutorItSaysSo() throws Exception {
    executor(OURS + "job-exec-1", BACKEND);
    assertThat(decommission(OURS + "job-exec-2"))
        .isEqualTo(new Script(0, "decom: there is no executor to ask\n"));
  }

  @Test
  void withoutThePodsNameNobodyIsAsked() throws Exception {
    Process executor = executor(OURS + "job-exec-1", BACKEND);
    Script hook = Script.run(folder, Map.of(), List.of(script()));
    assertThat(hook.exitCode()).isEqualTo(1);
    assertThat(hook.output()).contains("SPARK_EXECUTOR_POD_NAME: decom: needs the pod's name");
    assertThat(executor.isAlive()).isTrue();
  }

  private static String script() {
    return Path.of("src/image/opt/decom.sh").toAbsolutePath().toString();
  }

  private Script decommission(String pod) throws Exception {
    return Script.run(folder, Map.of("SPARK_EXECUTOR_POD_NAME", pod), List.of(script()));
  }

  /** With a large environment: Kubernetes adds seven variables for each service. */
  private Process executor(String pod, String mainClass) throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      environment.put("SERVICE_" + i + "_PORT_7078_TCP_ADDR", "10.43.100.200");
    }
    environment.put("SPARK_EXECUTOR_POD_NAME", pod);
    String wait = LEAVE + "echo ready; while sleep 0.1; do :; done";
    ProcessBuilder builder =
        new ProcessBuilder(java.toString(), "-c", wait, mainClass).directory(folder.toFile());
    builder.environment().putAll(environment);
    Process process = Children.start("an executor", builder, folder.resolve(pod));
    started.add(process);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("ready");
    return process;
  }
}
