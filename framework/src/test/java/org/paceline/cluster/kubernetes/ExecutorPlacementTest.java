package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of one kind; those of both ask an API server and are tested with one. */
class ExecutorPlacementTest {

  private final SparkConf conf = new SparkConf(false);
  private final SparkConf withCards = Placed.withCards();

  @Test
  void executorsOfOneJobNeverShareANode() {
    assertThat(
            Placed.pod(conf)
                .pod()
                .getSpec()
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(term.getLabelSelector().getMatchLabels())
                  .isEqualTo(
                      Map.of("spark-app-selector", Placed.APPLICATION, "spark-role", "executor"));
              assertThat(term.getNamespaces()).isEmpty();
            });
  }

  @Test
  void executorsShareANodeWhereTheyMay() {
    conf.set(Placement.ONE_PER_NODE, "false");
    assertThat(Placed.pod(conf).pod().getSpec().getAffinity()).isNull();
  }

  @Test
  void withoutNamesEveryNodeWillDo() {
    assertThat(Placed.pod(conf).pod().getSpec().getAffinity().getNodeAffinity()).isNull();
    assertThat(Placed.pod(withCards).pod().getSpec().getAffinity().getNodeAffinity()).isNull();
  }

  @Test
  void eachNamedNodeIsAnAlternative() {
    conf.set(Placement.NODES, "one,two");
    assertThat(Placed.terms(Placed.pod(conf)))
        .allSatisfy(term -> assertThat(term.getMatchExpressions()).isEmpty())
        .extracting(term -> term.getMatchFields())
        .containsExactly(List.of(named("one")), List.of(named("two")));
  }

  @Test
  void theKindIsLabelled() {
    assertThat(Placed.pod(conf).pod().getMetadata().getLabels())
        .containsEntry("paceline.org/device", "cpu");
    assertThat(Placed.pod(withCards).pod().getMetadata().getLabels())
        .containsEntry("paceline.org/device", "gpu");
  }

  @Test
  void onlyExecutorsWithCardsBearTheTaintOfNodesWithThem() {
    assertThat(Placed.pod(conf).pod().getSpec().getTolerations()).isEmpty();
    assertThat(Placed.pod(withCards).pod().getSpec().getTolerations())
        .containsExactly(new Toleration("NoSchedule", "nvidia.com/gpu", "Exists", null, null));
  }

  @Test
  void onlyExecutorsWithCardsHaveTheRuntimeClass() {
    conf.set(Placement.RUNTIME_CLASS, "nvidia");
    assertThat(Placed.pod(conf).pod().getSpec().getRuntimeClassName()).isNull();
    assertThat(Placed.pod(withCards).pod().getSpec().getRuntimeClassName()).isNull();
    withCards.set(Placement.RUNTIME_CLASS, "nvidia");
    assertThat(Placed.pod(withCards).pod().getSpec().getRuntimeClassName()).isEqualTo("nvidia");
  }

  @Test
  void theExecutorIsToldItsNodeAndPod() {
    assertThat(Placed.pod(conf).container().getEnv())
        .extracting(
            variable -> variable.getName(),
            variable -> variable.getValue(),
            variable -> variable.getValueFrom().getFieldRef().getFieldPath())
        .containsExactly(
            tuple("SPARK_EXECUTOR_ATTRIBUTE_NODE", null, "spec.nodeName"),
            tuple("SPARK_EXECUTOR_ATTRIBUTE_POD", null, "metadata.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "17", "1000"})
  void aPodThatReplacesALostOneMayLandWhereThatWas(String executor) {
    for (SparkConf either : List.of(conf, withCards)) {
      either.set(Placement.NODES, "one,two");
      SparkPod first = Placed.pod(either);
      SparkPod later = Placed.pod(either, SparkPod.initialPod(), executor);
      assertThat(later.pod()).isEqualTo(first.pod());
      assertThat(later.container()).isEqualTo(first.container());
    }
  }

  @Test
  void brokenRulesAreNoticedBeforeAPodIsMade() {
    conf.set(Placement.NODES, "no_name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Placed.pod(conf))
        .withMessage(
            "spark.paceline.kubernetes.nodes must be names of nodes separated by commas, not 'no_name'");
  }

  private static NodeSelectorRequirement named(String node) {
    return new NodeSelectorRequirement("metadata.name", "In", List.of(node));
  }
}
