package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A Kubernetes cluster on this computer: a mock of the API server that knows what Spark needs, and
 * pods that are processes.
 */
public final class Lab implements AutoCloseable {

  /** The namespace of the manifests. */
  public static final String NAMESPACE = "paceline";

  private static final String SHARED = "paceline-shared";

  private final Access access;
  private final ApiServer server;
  private final KubernetesClient client;
  private final Kubelet kubelet;
  private final Path root;
  private final Map<String, String> tokens = new HashMap<>();

  /**
   * Starts a cluster.
   *
   * @param root a folder of its own
   * @param images root file systems by image name
   * @param manifests what is applied to it; its roles are enforced
   * @param machines the nodes
   */
  public Lab(
      Path root, Map<String, Path> images, List<HasMetadata> manifests, List<Machine> machines) {
    this.root = folder(root);
    access = new Access(manifests);
    server = new ApiServer(access, this::logOf);
    client = server.system();
    for (String account : List.of("paceline-driver", "paceline-executor", "paceline-submitter")) {
      tokens.put(account, server.token(Access.serviceAccount(NAMESPACE, account)));
    }
    manifests.forEach(manifest -> client.resource(manifest).create());
    kubelet = new Kubelet(client, root, images, tokens);
    machines.forEach(kubelet::join);
    kubelet.start();
  }

  private static Path folder(Path root) {
    try {
      return Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String logOf(String uid) {
    return kubelet.log(uid);
  }

  /** Where the API server is. */
  public String url() {
    return server.url();
  }

  /** A client that may do everything. */
  public KubernetesClient client() {
    return client;
  }

  /** What users and service accounts may do, and have done. */
  public Access access() {
    return access;
  }

  /** A file with the token of a service account. */
  public Path tokenFile(String account) {
    try {
      return Files.writeString(root.resolve(account + ".token"), tokens.get(account));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder behind the claim that all pods mount at /shared. */
  public Path shared() {
    return folder(kubelet.claims().resolve(SHARED));
  }

  /** Every pod that was placed, in its order, as Spark made it. */
  public List<Pod> history() {
    return kubelet.history();
  }

  /** Every pod of a role that was placed, in its order. */
  public List<Pod> history(String role) {
    return history().stream()
        .filter(pod -> role.equals(pod.getMetadata().getLabels().get("spark-role")))
        .toList();
  }

  /** The pods that are there now. */
  public List<Pod> pods(String role) {
    return client.pods().inNamespace(NAMESPACE).withLabel("spark-role", role).list().getItems();
  }

  /** The log of a pod that is there or was. */
  public String log(Pod pod) {
    return kubelet.log(pod.getMetadata().getUid());
  }

  /** The logs of all pods, for the message of a test that fails. */
  public String logs() {
    return history().stream()
        .map(pod -> "--- " + pod.getMetadata().getName() + System.lineSeparator() + log(pod))
        .collect(Collectors.joining());
  }

  /** Kills a pod's process by SIGKILL. */
  public void kill(Pod pod) {
    kubelet.process(pod).kill();
  }

  /** Kills a pod's process as one that takes more memory than its limit. */
  public void runOutOfMemory(Pod pod) {
    kubelet.process(pod).runOutOfMemory();
  }

  /** A node more. */
  public void join(Machine machine) {
    kubelet.join(machine);
  }

  /** As {@code kubectl drain}: no more pods on a node, and those on it are asked to leave. */
  public void drain(String node) {
    client
        .nodes()
        .withName(node)
        .edit(
            n -> {
              n.getSpec().setUnschedulable(true);
              return n;
            });
    client.pods().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(pod -> node.equals(pod.getSpec().getNodeName()))
        .forEach(pod -> client.resource(pod).delete());
  }

  /** Breaks the network between the API server and everybody but the kubelets. */
  public void disconnect() {
    server.disconnect();
  }

  /**
   * Breaks it when somebody first asks for this, as {@code create pods}, and before that is done.
   */
  public void disconnectBefore(String permission) {
    server.disconnectBefore(permission);
  }

  /** How many connections came to nothing since it broke. */
  public int turnedAway() {
    return server.turnedAway();
  }

  /** Mends it. */
  public void reconnect() {
    server.reconnect();
  }

  /** What is in the namespace, but for what was applied to it, as kind/name. */
  public TreeSet<String> leftovers() {
    List<HasMetadata> found = new ArrayList<>();
    found.addAll(client.pods().inNamespace(NAMESPACE).list().getItems());
    found.addAll(client.services().inNamespace(NAMESPACE).list().getItems());
    found.addAll(client.configMaps().inNamespace(NAMESPACE).list().getItems());
    found.addAll(client.secrets().inNamespace(NAMESPACE).list().getItems());
    found.addAll(client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems());
    TreeSet<String> names = new TreeSet<>();
    found.stream()
        .filter(object -> !object.getMetadata().getName().equals(SHARED))
        .forEach(object -> names.add(object.getKind() + "/" + object.getMetadata().getName()));
    return names;
  }

  @Override
  public void close() {
    kubelet.close();
    client.close();
    server.close();
  }
}
