package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.junit.jupiter.api.Test;

/** {@link ExecutorPlacement} adds to what a pod template says and takes nothing away. */
class PodTemplateKeptTest {

  private static final NodeSelectorRequirement FAST = rule("disk", "fast");
  private static final NodeSelectorRequirement LARGE = rule("disk", "large");
  private static final NodeSelectorRequirement SPARE =
      new NodeSelectorRequirement("metadata.name", "NotIn", List.of("spare"));
  private static final PodAffinityTerm NEAR =
      new PodAffinityTermBuilder().withTopologyKey("zone").build();
  private static final PreferredSchedulingTerm RATHER =
      new PreferredSchedulingTerm(new NodeSelectorTerm(List.of(LARGE), List.of()), 7);
  private static final Toleration NIGHT = new Toleration("NoExecute", "night", "Exists", 9L, null);

  /** Fast disks, or large ones elsewhere than on the spare node; and more. */
  private static final Affinity AFFINITY =
      new AffinityBuilder()
          .withNewNodeAffinity()
          .addToPreferredDuringSchedulingIgnoredDuringExecution(RATHER)
          .withNewRequiredDuringSchedulingIgnoredDuringExecution()
          .addToNodeSelectorTerms(new NodeSelectorTerm(List.of(FAST), List.of()))
          .addToNodeSelectorTerms(new NodeSelectorTerm(List.of(LARGE), List.of(SPARE)))
          .endRequiredDuringSchedulingIgnoredDuringExecution()
          .endNodeAffinity()
          .withNewPodAffinity()
          .addToRequiredDuringSchedulingIgnoredDuringExecution(NEAR)
          .endPodAffinity()
          .withNewPodAntiAffinity()
          .addToRequiredDuringSchedulingIgnoredDuringExecution(NEAR)
          .endPodAntiAffinity()
          .build();

  private static final SparkPod TEMPLATE =
      new SparkPod(
          new PodBuilder()
              .withNewMetadata()
              .addToLabels("team", "vision")
              .endMetadata()
              .withNewSpec()
              .withAffinity(AFFINITY)
              .withTolerations(NIGHT)
              .withRuntimeClassName("gvisor")
              .endSpec()
              .build(),
          new ContainerBuilder().withImage("own:1").addToEnv(new EnvVar("A", "B", null)).build());

  private final SparkConf conf = new SparkConf(false).set(Placement.NODES, "one,two");

  @Test
  void eachAlternativeOfTheTemplateGoesWithEachNamedNode() {
    assertThat(Placed.terms(Placed.pod(conf, TEMPLATE)))
        .containsExactly(
            new NodeSelectorTerm(List.of(FAST), List.of(named("one"))),
            new NodeSelectorTerm(List.of(FAST), List.of(named("two"))),
            new NodeSelectorTerm(List.of(LARGE), List.of(SPARE, named("one"))),
            new NodeSelectorTerm(List.of(LARGE), List.of(SPARE, named("two"))));
  }

  @Test
  void withoutNamesTheAlternativesStayAsTheyAre() {
    Affinity placed = affinity(Placed.pod(new SparkConf(false), TEMPLATE));
    assertThat(placed.getNodeAffinity()).isEqualTo(AFFINITY.getNodeAffinity());
  }

  @Test
  void whereNothingIsAskedTheAffinityStaysAsItIs() {
    SparkConf nothing = new SparkConf(false).set(Placement.ONE_PER_NODE, "false");
    assertThat(affinity(Placed.pod(nothing, TEMPLATE))).isEqualTo(AFFINITY);
  }

  @Test
  void otherAffinityIsKept() {
    Affinity placed = affinity(Placed.pod(conf, TEMPLATE));
    assertThat(placed.getNodeAffinity().getPreferredDuringSchedulingIgnoredDuringExecution())
        .containsExactly(RATHER);
    assertThat(placed.getPodAffinity()).isEqualTo(AFFINITY.getPodAffinity());
    assertThat(placed.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
        .hasSize(2)
        .contains(NEAR);
  }

  @Test
  void tolerationsAreKept() {
    assertThat(Placed.pod(conf, TEMPLATE).pod().getSpec().getTolerations()).containsExactly(NIGHT);
    assertThat(Placed.pod(Placed.withCards(), TEMPLATE).pod().getSpec().getTolerations())
        .hasSize(2)
        .contains(NIGHT);
  }

  @Test
  void labelsEnvironmentImageAndRuntimeClassAreKept() {
    SparkPod placed = Placed.pod(Placed.withCards(), TEMPLATE);
    assertThat(placed.pod().getMetadata().getLabels()).containsEntry("team", "vision");
    assertThat(placed.pod().getSpec().getRuntimeClassName()).isEqualTo("gvisor");
    assertThat(placed.container().getImage()).isEqualTo("own:1");
    assertThat(placed.container().getEnv())
        .extracting(variable -> variable.getName())
        .containsExactly("A", "SPARK_EXECUTOR_ATTRIBUTE_NODE", "SPARK_EXECUTOR_ATTRIBUTE_POD");
  }

  private static Affinity affinity(SparkPod pod) {
    return pod.pod().getSpec().getAffinity();
  }

  private static NodeSelectorRequirement named(String node) {
    return rule("metadata.name", node);
  }

  private static NodeSelectorRequirement rule(String key, String value) {
    return new NodeSelectorRequirement(key, "In", List.of(value));
  }
}
