package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.paceline.cluster.NodeShares;
import org.paceline.testing.TimeLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheduler and kubelets of all nodes: places pods, and runs them as processes. */
final class Kubelet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);

  /** Pods have fixed ports, so that clusters beside this one need addresses of their own. */
  private static final String NETWORK = network(ProcessHandle.current().pid());

  private final KubernetesClient client;
  private final PodReports reports;
  private final QuotaController quotas;
  private final ClusterDns dns;
  private final Path root;
  private final Map<String, Path> images;
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();
  private final Map<String, PodProcess> running = new ConcurrentHashMap<>();
  private final Map<String, String> tokens;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> stopping = ConcurrentHashMap.newKeySet();
  private final List<Pod> history = new CopyOnWriteArrayList<>();
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
    this.reports = new PodReports(client);
    this.quotas = new QuotaController(client);
    this.dns = new ClusterDns(client);
    this.root = root;
    this.images = images;
    this.tokens = tokens;
  }

  private static String network(long pid) {
    return "127.%d.%d.".formatted(1 + pid / 256 % 250, pid % 256);
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
        quotas.count();
        TimeUnit.MILLISECONDS.sleep(150);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The next look may go well; a kubelet that has died would leave every later pod waiting.
        if (!closed) {
          LOG.error("the pods cannot be looked after", e);
        }
      }
    }
  }

  private void look(Pod pod) {
    String uid = pod.getMetadata().getUid();
    boolean deleted = pod.getMetadata().getDeletionTimestamp() != null;
    if (deleted && running.containsKey(uid) && stopping.add(uid)) {
      pods.execute(() -> running.get(uid).stop());
    } else if (!deleted
        && !seen.contains(uid)
        && "Pending".equals(pod.getStatus().getPhase())
        && mountable(pod)) {
      place(pod);
    }
    // A pod that was deleted before it ran is gone at once; its process may still be there.
  }

  /** Spark makes a driver's ConfigMap just after its pod, which waits for it (FailedMount). */
  private boolean mountable(Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    return pod.getSpec().getVolumes().stream()
        .map(Volume::getConfigMap)
        .filter(Objects::nonNull)
        .map(ConfigMapVolumeSource::getName)
        .allMatch(name -> client.configMaps().inNamespace(namespace).withName(name).get() != null);
  }

  private void place(Pod pod) {
    List<Pod> here =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(other -> other.getSpec().getNodeName() != null)
            .filter(other -> !other.getStatus().getPhase().matches("Succeeded|Failed"))
            .toList();
    Scheduler.Decision decision = new Scheduler(client.nodes().list().getItems(), here).place(pod);
    if (decision.node().isEmpty()) {
      reports.unschedulable(pod, decision.reason());
      return;
    }
    seen.add(pod.getMetadata().getUid());
    history.add(pod);
    String node = decision.node().get().getMetadata().getName();
    reports.edit(pod, p -> p.getSpec().setNodeName(node));
    Path image = images.get(container(pod).getImage());
    if (image == null) {
      reports.waiting(
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
    String ip = NETWORK + address.getAndIncrement();
    Path folder = root.resolve(uid);
    try {
      PodProcess process =
          new PodProcess(
              pod,
              new PodProcess.Place(
                  machine.name(), ip, image, dns.hosts(pod, ip), environment(pod, machine, folder)),
              folder,
              new Mounts(client, folder, claims(), image));
      long pid = process.start(client);
      if (machine.share() > 0) {
        shares.adopt(machine.share(), pid);
      }
      running.put(uid, process);
      reports.started(pod, ip);
      int code = process.await();
      if (!closed) {
        reports.ended(pod, code, process.reason(code));
      }
    } catch (IOException e) {
      reports.waiting(pod, "CreateContainerConfigError", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      PodProcess left = running.remove(uid);
      if (left != null) {
        left.kill();
      }
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

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().get(0);
  }

  @Override
  public void close() {
    closed = true;
    loop.interrupt();
    running.values().forEach(PodProcess::kill);
    pods.shutdownNow();
    try {
      if (!pods.awaitTermination(TimeLimit.GENEROUS.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("a pod's process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shares.close();
  }
}
