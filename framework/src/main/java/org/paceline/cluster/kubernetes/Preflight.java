package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.paceline.cluster.ClusterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out before anything is made whether a job could run, and says what to do if not. */
final class Preflight {

  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  private static final String CLAIM = ".options.claimName";

  private final KubernetesClient client;
  private final Submission submission;
  private final SparkConf conf;
  private final String namespace;

  Preflight(KubernetesClient client, Submission submission) {
    this.client = client;
    this.submission = submission;
    this.conf = submission.conf();
    this.namespace = submission.namespace();
  }

  /**
   * Checks access, claims, quota and nodes.
   *
   * @throws ClusterException if something is missing
   * @throws KubernetesClientException if the API server does not answer, or refuses
   * @throws IllegalArgumentException if settings break a rule
   */
  void check() {
    Placement placement = Placement.of(conf);
    limits();
    name();
    claims();
    quota();
    nodes(placement);
  }

  private void name() {
    if (client.pods().inNamespace(namespace).withName(submission.driverPod()).get() != null) {
      throw new IllegalArgumentException(
          "pod %s is there already; give another --name".formatted(submission.driverPod()));
    }
  }

  private void claims() {
    for (Map.Entry<String, String> property : submission.properties().entrySet()) {
      String claim = property.getValue();
      if (property.getKey().endsWith(CLAIM)
          && !claim.equals("OnDemand")
          && client.persistentVolumeClaims().inNamespace(namespace).withName(claim).get() == null) {
        throw new ClusterException(
            "there is no claim %s in namespace %s, which %s names; 'kubectl apply -k k8s/overlays/local' makes namespace and claim"
                .formatted(claim, namespace, property.getKey()));
      }
    }
  }

  private void quota() {
    Optional<String> shortage = QuotaRoom.shortage(client, namespace, new JobDemand(conf).all());
    if (shortage.isPresent()) {
      throw new ClusterException(
          shortage.get()
              + "; wait for other jobs, ask for fewer or smaller executors (--executors, --conf"
              + " spark.executor.memory=…), or have the quota raised");
    }
  }

  /** Who may not see nodes learns of a missing one later, from a pod that finds no place. */
  private void nodes(Placement placement) {
    List<Node> nodes;
    try {
      nodes = client.nodes().list().getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      LOG.info("the nodes are not checked: {}", ApiFailure.said(e));
      return;
    }
    placement.nodes().forEach(named -> require(nodes, named));
    int wanted = new JobDemand(conf).withCard();
    long withCard =
        nodes.stream().filter(node -> allowed(node, placement) && cards(node) > 0).count();
    if (wanted > 0 && withCard == 0) {
      throw noCards("no node offers a card, " + ExecutorPlacement.CARD);
    } else if (wanted > withCard && placement.onePerNode()) {
      throw noCards(
          "%s executors are to have a card, one a node, but only %s nodes offer %s"
              .formatted(wanted, withCard, ExecutorPlacement.CARD));
    }
  }

  private static ClusterException noCards(String what) {
    return new ClusterException(
        what
            + ": install NVIDIA's device plugin on the nodes with cards (docs/kubernetes.md), or"
            + " train on processors, without spark.executor.resource.gpu.amount");
  }

  /** The API server would refuse each pod, and only a log would say so. */
  private void limits() {
    for (String role : List.of("driver", "executor")) {
      String limit = "spark.kubernetes.%s.limit.cores".formatted(role);
      String request = "spark.kubernetes.%s.request.cores".formatted(role);
      String cores = conf.get(request, conf.get("spark.%s.cores".formatted(role), "1"));
      if (conf.contains(limit) && amount(cores).compareTo(amount(conf.get(limit))) > 0) {
        throw new IllegalArgumentException(
            "%s is %s, less than the %s cores that are asked for: set it to these as well"
                .formatted(limit, conf.get(limit), cores));
      }
    }
  }

  private static BigDecimal amount(String quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity));
  }

  private static boolean allowed(Node node, Placement placement) {
    return placement.nodes().isEmpty() || placement.nodes().contains(node.getMetadata().getName());
  }

  private static long cards(Node node) {
    Quantity cards = node.getStatus().getAllocatable().get(ExecutorPlacement.CARD);
    return cards == null ? 0 : Quantity.getAmountInBytes(cards).longValue();
  }

  private static void require(List<Node> nodes, String named) {
    List<String> names = nodes.stream().map(node -> node.getMetadata().getName()).sorted().toList();
    if (!names.contains(named)) {
      throw new ClusterException(
          "%s names node %s, but the cluster has %s".formatted(Placement.NODES, named, names));
    }
  }
}
