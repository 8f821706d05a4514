package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.deploy.k8s.KubernetesExecutorConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.apache.spark.deploy.k8s.features.KubernetesExecutorCustomFeatureConfigStep;
import org.paceline.roster.Member;

/**
 * Lands one executor a node, on the nodes that a job names, with the card of the node where it asks
 * for one, and has the executor tell its node and pod.
 *
 * <p>Set {@code spark.kubernetes.executor.pod.featureSteps} to this class; the settings {@code
 * spark.paceline.kubernetes.*} are described in {@code docs/kubernetes.md}. Spark creates one for
 * each executor pod, in the driver.
 */
// Nothing here depends on the executor's id: the pod that replaces a lost one has a new id, and
// must be able to land where the lost one was.
public final class ExecutorPlacement implements KubernetesExecutorCustomFeatureConfigStep {

  /** The label that tells of which kind an executor's pod is, in a job of both kinds. */
  static final String DEVICE = "paceline.org/device";

  static final String GPU = "gpu";
  static final String CPU = "cpu";

  /**
   * What NVIDIA's device plugin calls a card; also the key of the usual taint of nodes with one.
   */
  static final String CARD = "nvidia.com/gpu";

  /** What NVIDIA's feature discovery calls a node with cards. */
  static final String NODE_WITH_CARD = "nvidia.com/gpu.present";

  private KubernetesExecutorConf conf;
  private Placement placement;

  /** Called by Spark. */
  public ExecutorPlacement() {}

  @Override
  public void init(KubernetesExecutorConf executor) {
    conf = executor;
    placement = Placement.of(executor.sparkConf());
  }

  @Override
  public SparkPod configurePod(SparkPod pod) {
    boolean card = card();
    PodBuilder placed = new PodBuilder(pod.pod());
    placed.editMetadata().addToLabels(DEVICE, card ? GPU : CPU).endMetadata();
    if (placement.onePerNode()) {
      keepApart(placed);
    }
    if (card) {
      placed
          .editSpec()
          .addNewToleration()
          .withKey(CARD)
          .withOperator("Exists")
          .withEffect("NoSchedule")
          .endToleration()
          .endSpec();
    }
    restrict(placed, card);
    placement
        .runtimeClass()
        .filter(name -> card)
        .ifPresent(name -> placed.editSpec().withRuntimeClassName(name).endSpec());
    return new SparkPod(placed.build(), container(pod.container(), card));
  }

  /** In a job of both kinds, cards go first to those that are made first. */
  private boolean card() {
    return placement.cards()
        && (!placement.mixed()
            || LiveExecutors.withCard(conf) < placement.gpuExecutors().getAsInt());
  }

  private void keepApart(PodBuilder pod) {
    pod.editSpec()
        .editOrNewAffinity()
        .editOrNewPodAntiAffinity()
        .addNewRequiredDuringSchedulingIgnoredDuringExecution()
        .withNewLabelSelector()
        .addToMatchLabels("spark-app-selector", conf.appId())
        .addToMatchLabels("spark-role", "executor")
        .endLabelSelector()
        .withTopologyKey("kubernetes.io/hostname")
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endPodAntiAffinity()
        .endAffinity()
        .endSpec();
  }

  private void restrict(PodBuilder pod, boolean card) {
    // An executor without a card on a node with one would keep the node from the other kind.
    boolean avoid = placement.mixed() && !card;
    if (placement.nodes().isEmpty() && !avoid) {
      return;
    }
    List<NodeSelectorTerm> terms =
        required(pod.build()).stream().flatMap(this::onNamedNodes).toList();
    if (avoid) {
      terms = terms.stream().map(ExecutorPlacement::withoutCards).toList();
    }
    pod.editSpec()
        .editOrNewAffinity()
        .editOrNewNodeAffinity()
        .withRequiredDuringSchedulingIgnoredDuringExecution(
            new NodeSelectorBuilder().withNodeSelectorTerms(terms).build())
        .endNodeAffinity()
        .endAffinity()
        .endSpec();
  }

  /** What the pod template demands; its terms are alternatives. */
  private static List<NodeSelectorTerm> required(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getAffinity())
        .map(affinity -> affinity.getNodeAffinity())
        .map(affinity -> affinity.getRequiredDuringSchedulingIgnoredDuringExecution())
        .map(selector -> selector.getNodeSelectorTerms())
        .filter(terms -> !terms.isEmpty())
        .orElse(List.of(new NodeSelectorTerm()));
  }

  /** Kubernetes takes one value only for a node's name, so that each name is an alternative. */
  private Stream<NodeSelectorTerm> onNamedNodes(NodeSelectorTerm term) {
    if (placement.nodes().isEmpty()) {
      return Stream.of(term);
    }
    return placement.nodes().stream()
        .map(
            node ->
                new NodeSelectorTermBuilder(term)
                    .addToMatchFields(rule("metadata.name", "In", node))
                    .build());
  }

  private static NodeSelectorTerm withoutCards(NodeSelectorTerm term) {
    return new NodeSelectorTermBuilder(term)
        .addToMatchExpressions(rule(NODE_WITH_CARD, "NotIn", "true"))
        .build();
  }

  private static NodeSelectorRequirement rule(String key, String operator, String value) {
    return new NodeSelectorRequirement(key, operator, List.of(value));
  }

  private Container container(Container container, boolean card) {
    ContainerBuilder told =
        new ContainerBuilder(container)
            .addNewEnv()
            .withName("SPARK_EXECUTOR_ATTRIBUTE_" + Member.NODE)
            .withNewValueFrom()
            .withNewFieldRef("v1", "spec.nodeName")
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("SPARK_EXECUTOR_ATTRIBUTE_" + Member.POD)
            .withNewValueFrom()
            .withNewFieldRef("v1", "metadata.name")
            .endValueFrom()
            .endEnv();
    if (placement.mixed() && !card) {
      told.withImage(placement.cpuImage().orElseThrow());
      told.editResources().removeFromLimits(CARD).removeFromRequests(CARD).endResources();
    }
    return told.build();
  }
}
