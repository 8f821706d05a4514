package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.paceline.cluster.NodeShares;

/** Scheduler and kubelets of all nodes: places pods, runs them as processes, tells their status. */
final class Kubelet implements AutoCloseable {

  private final KubernetesClient client;
  private final Path root;
  private final Map<String, Path> images;
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();
  private final Map<String, PodProcess> running = new ConcurrentHashMap<>();
  private final Map<String, String> tokens;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> stopping = ConcurrentHashMap.newKeySet();
  private final List<Pod> history = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final AtomicInteger address = new AtomicInteger(10);
  private final NodeShares shares = new NodeShares();
  private final ExecutorService pods = Executors.newCachedThreadPool(Kubelet::daemon);
  private final Thread loop = daemon(this::loop);
  private volatile boolean closed;

  /**
   * Creates the kubelets.
   *
   * @param client may do everything
   * @param root where pods and claims have their folders
   * @param images root file systems by image name
   * @param tokens what is mounted for a service account, by its name
   */
  Kubelet(
      KubernetesClient client, Path root, Map<String, Path> images, Map<String, String> tokens) {
    this.client = client;
    this.root = root;
    this.images = images;
    this.tokens = tokens;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "kubelet");
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    loop.start();
  }

  void join(Machine machine) {
    machines.put(machine.name(), machine);
    client.nodes().resource(machine.node()).create();
  }

  /** Every pod that was ever placed, as it was made. */
  List<Pod> history() {
    return List.copyOf(history);
  }

  Path claims() {
    return root.resolve("claims");
  }

  String log(String uid) {
    Path log = PodProcess.log(root.resolve(uid));
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** The process of a pod that runs. */
  PodProcess process(Pod pod) {
    return running.get(pod.getMetadata().getUid());
  }

  private void loop() {
    while (!closed) {
      try {
        for (Pod pod : client.pods().inAnyNamespace().list().getItems()) {
          look(pod);
        }
        count();
        TimeUnit.MILLISECONDS.sleep(150);
      } catch (InterruptedException e) {
        return;
      } catch (KubernetesClientException e) {
        if (!closed) {
          e.printStackTrace();
        }
      }
    }
  }

  /** The quota controller. */
  private void count() {
    for (ResourceQuota quota : client.resourceQuotas().inAnyNamespace().list().getItems()) {
      List<Pod> there =
          client.pods().inNamespace(quota.getMetadata().getNamespace()).list().getItems();
      Map<String, Quantity> used = Gatekeeper.used(there, quota.getSpec().getHard().keySet());
      if (quota.getStatus() == null || !used.equals(quota.getStatus().getUsed())) {
        quota.setStatus(new ResourceQuotaStatus(quota.getSpec().getHard(), used));
        client.resource(quota).update();
      }
    }
  }

  private void look(Pod pod) {
    String uid = pod.getMetadata().getUid();
    boolean deleted = pod.getMetadata().getDeletionTimestamp() != null;
    if (deleted && running.containsKey(uid) && stopping.add(uid)) {
      pods.execute(() -> running.get(uid).stop());
    } else if (!deleted && !seen.contains(uid) && "Pending".equals(pod.getStatus().getPhase())) {
      place(pod);
    }
    // A pod that was deleted before it ran is gone at once; its process may still be there.
  }

  private void place(Pod pod) {
    List<Pod> here =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(other -> other.getSpec().getNodeName() != null)
            .filter(other -> !other.getStatus().getPhase().matches("Succeeded|Failed"))
            .toList();
    Scheduler.Decision decision = new Scheduler(client.nodes().list().getItems(), here).place(pod);
    if (decision.node().isEmpty()) {
      unschedulable(pod, decision.reason());
      return;
    }
    seen.add(pod.getMetadata().getUid());
    history.add(pod);
    String node = decision.node().get().getMetadata().getName();
    edit(pod, p -> p.getSpec().setNodeName(node));
    Path image = images.get(container(pod).getImage());
    if (image == null) {
      waiting(
          pod,
          "ImagePullBackOff",
          "Back-off pulling image \"%s\"".formatted(container(pod).getImage()));
    } else {
      pods.execute(() -> run(pod, decision.node().get(), image));
    }
  }

  private void run(Pod pod, Node node, Path image) {
    String uid = pod.getMetadata().getUid();
    Machine machine = machines.get(node.getMetadata().getName());
    String ip = "127.0.1." + address.getAndIncrement();
    Path folder = root.resolve(uid);
    try {
      PodProcess process =
          new PodProcess(
              pod,
              new PodProcess.Place(
                  machine.name(), ip, image, hosts(pod, ip), environment(pod, machine, folder)),
              folder,
              new Mounts(client, folder, claims(), image));
      long pid = process.start(client);
      if (machine.share() > 0) {
        shares.adopt(machine.share(), pid);
      }
      running.put(uid, process);
      started(pod, ip);
      int code = process.await();
      ended(pod, code, process.reason(code));
    } catch (IOException e) {
      waiting(pod, "CreateContainerConfigError", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(uid);
    }
  }

  private Map<String, String> environment(Pod pod, Machine machine, Path folder)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    if (machine.share() > 0) {
      environment.putAll(shares.environment(machine.share()));
    }
    String account = pod.getSpec().getServiceAccountName();
    if (tokens.containsKey(account)) {
      Files.createDirectories(folder);
      Path token = Files.writeString(folder.resolve("token"), tokens.get(account));
      environment.put("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString());
    }
    if (Scheduler.request(pod, Machine.CARD).signum() > 0) {
      environment.put("PATH", Card.tools(folder, machine.name()).toString());
    }
    return environment;
  }

  /** What the cluster's DNS would answer. */
  private String hosts(Pod self, String ip) throws IOException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n127.0.0.1 ");
    hosts.append(java.net.InetAddress.getLocalHost().getHostName()).append('\n');
    hosts.append(ip).append(' ').append(self.getMetadata().getName()).append('\n');
    String namespace = self.getMetadata().getNamespace();
    for (Service service : client.services().inNamespace(namespace).list().getItems()) {
      Map<String, String> selector = service.getSpec().getSelector();
      String name = service.getMetadata().getName();
      String names =
          " %s %s.%s.svc %s.%s.svc.cluster.local\n"
              .formatted(name, name, namespace, name, namespace);
      if (self.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())) {
        hosts.append(ip).append(names);
      }
      for (Pod pod : client.pods().inNamespace(namespace).withLabels(selector).list().getItems()) {
        if (pod.getStatus().getPodIP() != null) {
          hosts.append(pod.getStatus().getPodIP()).append(names);
        }
      }
    }
    return hosts.toString();
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().get(0);
  }

  private void unschedulable(Pod pod, String reason) {
    status(
        pod,
        new PodStatusBuilder()
            .withPhase("Pending")
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage(reason)
            .endCondition()
            .build());
  }

  private void waiting(Pod pod, String reason, String message) {
    ContainerStateBuilder state = new ContainerStateBuilder().withNewWaiting(message, reason);
    status(pod, status("Pending", pod, state));
  }

  private void started(Pod pod, String ip) {
    String now = Instant.now().toString();
    PodStatus status = status("Running", pod, new ContainerStateBuilder().withNewRunning(now));
    status.setPodIP(ip);
    status.setHostIP("127.0.0.1");
    status.setStartTime(now);
    status(
        pod,
        new PodStatusBuilder(status)
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .build());
  }

  private void ended(Pod pod, int code, String reason) {
    ContainerStateBuilder state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(code)
            .withReason(reason)
            .withFinishedAt(Instant.now().toString())
            .endTerminated();
    if (closed) {
      return;
    }
    status(pod, status(code == 0 ? "Succeeded" : "Failed", pod, state));
    var resource =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName());
    Pod now = resource.get();
    if (now != null && now.getMetadata().getDeletionTimestamp() != null) {
      resource.withGracePeriod(0).delete();
    }
  }

  private static PodStatus status(String phase, Pod pod, ContainerStateBuilder state) {
    return new PodStatusBuilder()
        .withPhase(phase)
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName(container(pod).getName())
                .withImage(container(pod).getImage())
                .withReady(phase.equals("Running"))
                .withState(state.build())
                .build())
        .build();
  }

  private void status(Pod pod, PodStatus status) {
    edit(pod, p -> p.setStatus(status));
  }

  private void edit(Pod pod, java.util.function.Consumer<Pod> change) {
    var resource =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName());
    try {
      resource.edit(
          current -> {
            change.accept(current);
            return current;
          });
    } catch (KubernetesClientException | NullPointerException e) {
      if (resource.get() != null) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    loop.interrupt();
    running.values().forEach(PodProcess::kill);
    pods.shutdownNow();
    try {
      if (!pods.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a pod's process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shares.close();
  }
}
