package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

  private final SparkConf conf = new SparkConf(false);

  @Test
  void withoutSettingsExecutorsGoAnywhereOneANodeWithoutCards() {
    Placement placement = Placement.of(conf);
    assertThat(placement.nodes()).isEmpty();
    assertThat(placement.onePerNode()).isTrue();
    assertThat(placement.cards()).isFalse();
    assertThat(placement.mixed()).isFalse();
    assertThat(placement.gpuExecutors()).isEmpty();
    assertThat(placement.cpuImage()).isEmpty();
    assertThat(placement.runtimeClass()).isEmpty();
  }

  @Test
  void everySettingIsRead() {
    conf.set("spark.executor.instances", "3")
        .set("spark.executor.resource.gpu.amount", "1")
        .set(Placement.NODES, "one,two.example,3")
        .set(Placement.ONE_PER_NODE, "false")
        .set(Placement.GPU_EXECUTORS, "2")
        .set(Placement.CPU_IMAGE, "plain:1")
        .set(Placement.RUNTIME_CLASS, "nvidia");
    Placement placement = Placement.of(conf);
    assertThat(placement.nodes()).containsExactly("one", "two.example", "3");
    assertThat(placement.onePerNode()).isFalse();
    assertThat(placement.cards()).isTrue();
    assertThat(placement.mixed()).isTrue();
    assertThat(placement.gpuExecutors()).hasValue(2);
    assertThat(placement.cpuImage()).hasValue("plain:1");
    assertThat(placement.runtimeClass()).hasValue("nvidia");
  }

  @Test
  void aCardEachDoesNotMakeAJobOfBothKinds() {
    conf.set("spark.executor.resource.gpu.amount", "1");
    assertThat(Placement.of(conf).cards()).isTrue();
    assertThat(Placement.of(conf).mixed()).isFalse();
  }

  @Test
  void blanksAndRepeatedNodesDoNotCount() {
    conf.set(Placement.NODES, " one ,two,  one,two ");
    assertThat(Placement.of(conf).nodes()).containsExactly("one", "two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " , ,"})
  void noNamesMeanAnyNode(String nodes) {
    conf.set(Placement.NODES, nodes);
    assertThat(Placement.of(conf).nodes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"One", "one_two", "-one", "one-", "one..two", ".one", "one two", "1:2"})
  void whatIsNoNameOfANodeIsRefused(String node) {
    refused(
        conf.set(Placement.NODES, "one, " + node + " ,two"),
        "spark.paceline.kubernetes.nodes must be names of nodes separated by commas, not '"
            + node
            + "'");
  }

  @Test
  void anEmptyNameBetweenOthersIsRefused() {
    refused(
        conf.set(Placement.NODES, "one,,two"),
        "spark.paceline.kubernetes.nodes must be names of nodes separated by commas, not ''");
  }

  @Test
  void aNameHasAtMost253Characters() {
    conf.set(Placement.NODES, "one," + "n".repeat(253));
    assertThat(Placement.of(conf).nodes()).hasSize(2);
    refused(
        conf.set(Placement.NODES, "one," + "n".repeat(254)),
        "spark.paceline.kubernetes.nodes must be names of nodes separated by commas, not '"
            + "n".repeat(254)
            + "'");
  }

  @Test
  void moreExecutorsThanNamedNodesAreRefused() {
    conf.set(Placement.NODES, "one,two,one").set("spark.executor.instances", "3");
    refused(
        conf,
        "spark.paceline.kubernetes.nodes names 2 nodes for the 3 executors of spark.executor.instances: with one executor a node some would never start");
  }

  @Test
  void whereNothingSaysHowManySparkStartsTwo() {
    refused(
        conf.set(Placement.NODES, "one"),
        "spark.paceline.kubernetes.nodes names 1 nodes for the 2 executors of spark.executor.instances: with one executor a node some would never start");
  }

  @Test
  void moreExecutorsThanNamedNodesMayShareThem() {
    conf.set(Placement.NODES, "one").set("spark.executor.instances", "3");
    conf.set(Placement.ONE_PER_NODE, "false");
    assertThat(Placement.of(conf).nodes()).containsExactly("one");
  }

  private static void refused(SparkConf conf, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Placement.of(conf)).withMessage(message);
  }
}
