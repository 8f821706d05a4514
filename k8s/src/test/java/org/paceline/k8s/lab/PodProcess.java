package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/** The container of a pod as a process of this computer, with its log. */
final class PodProcess {

  /** What the kubelet knows of the place where the pod runs. */
  record Place(String node, String ip, Path image, String hosts, Map<String, String> environment) {}

  private final Pod pod;
  private final Container container;
  private final Place place;
  private final Path folder;
  private final Mounts mounts;
  private final Map<String, String> environment = new HashMap<>();
  private Process process;
  private Thread pump;
  private volatile boolean outOfMemory;

  PodProcess(Pod pod, Place place, Path folder, Mounts mounts) {
    this.pod = pod;
    this.container = pod.getSpec().getContainers().get(0);
    this.place = place;
    this.folder = folder;
    this.mounts = mounts;
  }

  static Path log(Path folder) {
    return folder.resolve("log");
  }

  long start(KubernetesClient client) throws IOException {
    Files.createDirectories(folder);
    mounts.mount(pod, container);
    List<String> command = new ArrayList<>(List.of(place.image() + "/opt/entrypoint.sh"));
    if (!container.getCommand().isEmpty()) {
      command = new ArrayList<>();
      container.getCommand().forEach(command::add);
    }
    for (String argument : container.getArgs()) {
      command.add(mounts.here(argument));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    environment(builder.environment(), client);
    environment.putAll(builder.environment());
    process = Children.start(pod.getMetadata().getName(), builder, log(folder));
    pump = new Thread(this::pump, "log of " + pod.getMetadata().getName());
    pump.setDaemon(true);
    pump.start();
    return process.pid();
  }

  private void environment(Map<String, String> variables, KubernetesClient client)
      throws IOException {
    String javaHome = System.getProperty("java.home");
    variables.clear();
    Ground.level(variables);
    variables.put("JAVA_HOME", javaHome);
    variables.put("PATH", javaHome + "/bin:/usr/local/bin:/usr/bin:/bin");
    variables.put("SPARK_HOME", place.image() + "/opt/spark");
    variables.put("HOME", folder.toString());
    for (EnvVar variable : container.getEnv()) {
      String value =
          variable.getValueFrom() == null
              ? variable.getValue()
              : value(variable.getValueFrom(), client);
      variables.put(variable.getName(), value == null ? "" : mounts.here(value));
    }
    Path hosts = Files.writeString(folder.resolve("hosts"), place.hosts());
    // These drivers live for seconds, in which the better compiler would only take time.
    String quick = " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    variables.put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts + quick);
    place.environment().forEach((name, value) -> variables.merge(name, value, PodProcess::prepend));
  }

  /** A path grows at its front; of anything else the kubelet's value counts. */
  private static String prepend(String old, String added) {
    return added.startsWith("/") && old.startsWith("/") ? added + ":" + old : added;
  }

  private String value(EnvVarSource source, KubernetesClient client) {
    if (source.getFieldRef() != null) {
      return switch (source.getFieldRef().getFieldPath()) {
        case "status.podIP" -> place.ip();
        case "metadata.name" -> pod.getMetadata().getName();
        case "metadata.namespace" -> pod.getMetadata().getNamespace();
        case "spec.nodeName" -> place.node();
        default -> throw new IllegalArgumentException(source.getFieldRef().getFieldPath());
      };
    }
    String name = source.getSecretKeyRef().getName();
    String key = source.getSecretKeyRef().getKey();
    var secrets = client.secrets().inNamespace(pod.getMetadata().getNamespace());
    byte[] value = Base64.getDecoder().decode(secrets.withName(name).get().getData().get(key));
    return new String(value, StandardCharsets.UTF_8);
  }

  /** Each line with the time, as a container runtime keeps it. */
  private void pump() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Writer log = Files.newBufferedWriter(log(folder))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(Instant.now() + " " + line + "\n");
        log.flush();
      }
    } catch (IOException e) {
      // The process was killed while it wrote.
    }
  }

  int await() throws InterruptedException {
    int code = process.waitFor();
    pump.join(TimeLimit.GENEROUS.toMillis());
    return code;
  }

  /** As a kubelet does it: the preStop hook, then SIGTERM, then SIGKILL when grace is over. */
  void stop() {
    long grace =
        pod.getSpec().getTerminationGracePeriodSeconds() == null
            ? 30
            : pod.getSpec().getTerminationGracePeriodSeconds();
    try {
      if (container.getLifecycle() != null && container.getLifecycle().getPreStop() != null) {
        preStop(grace);
      }
      process.destroy();
      if (!process.waitFor(grace, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private void preStop(long grace) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (String word : container.getLifecycle().getPreStop().getExec().getCommand()) {
      command.add(mounts.here(word));
    }
    ProcessBuilder hook = new ProcessBuilder(command).redirectErrorStream(true);
    hook.environment().putAll(environment);
    hook.redirectOutput(folder.resolve("preStop.log").toFile());
    Process running = Children.start("preStop", hook, folder.resolve("preStop.log"));
    if (!running.waitFor(grace, TimeUnit.SECONDS)) {
      running.destroyForcibly();
    }
  }

  /** As the kernel where a container takes more memory than its limit. */
  void runOutOfMemory() {
    outOfMemory = true;
    process.destroyForcibly();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** The reason of the end, as Kubernetes gives it. */
  String reason(int code) {
    return code == 0 ? "Completed" : outOfMemory ? "OOMKilled" : "Error";
  }
}
