package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for executors with and without a card in one job. */
class MixedPlacementTest {

  private final SparkConf conf = new SparkConf(false);

  @BeforeEach
  void twoOfThreeHaveACard() {
    conf.set("spark.executor.instances", "3")
        .set("spark.executor.resource.gpu.amount", "1")
        .set(Placement.GPU_EXECUTORS, "2")
        .set(Placement.CPU_IMAGE, "plain:1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anyNumberBelowThatOfTheExecutorsMayHaveCards(int count) {
    conf.set(Placement.GPU_EXECUTORS, String.valueOf(count));
    assertThat(Placement.of(conf).gpuExecutors()).hasValue(count);
  }

  /** Else whoever replaces an executor that still counts would get none. */
  @Test
  void whereAllHaveCardsTheJobIsOfOneKind() {
    conf.set(Placement.GPU_EXECUTORS, "3");
    assertThat(Placement.of(conf).mixed()).isFalse();
    assertThat(Placement.of(conf).cards()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4})
  void fewerThanNoneOrMoreThanAllAreRefused(int count) {
    conf.set(Placement.GPU_EXECUTORS, String.valueOf(count));
    refused(
        "spark.paceline.kubernetes.gpuExecutors must be from 0 to the 3 of spark.executor.instances, not "
            + count);
  }

  @Test
  void executorsWithACardMustAskForIt() {
    conf.remove("spark.executor.resource.gpu.amount");
    refused(
        "spark.paceline.kubernetes.gpuExecutors needs spark.executor.resource.gpu.amount as well: one for each such executor");
  }

  @Test
  void noCardsIsNoDemandForThem() {
    conf.set("spark.executor.resource.gpu.amount", "0");
    refused(
        "spark.paceline.kubernetes.gpuExecutors needs spark.executor.resource.gpu.amount as well: one for each such executor");
  }

  @Test
  void executorsWithoutACardNeedAnImage() {
    conf.remove(Placement.CPU_IMAGE);
    refused(
        "spark.paceline.kubernetes.gpuExecutors needs spark.paceline.kubernetes.cpuImage: what the executors without a card run");
  }

  @Test
  void whereAllHaveACardNoSecondImageIsNeeded() {
    conf.remove(Placement.CPU_IMAGE).set(Placement.GPU_EXECUTORS, "3");
    assertThat(Placement.of(conf).cpuImage()).isEmpty();
  }

  private void refused(String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Placement.of(conf)).withMessage(message);
  }
}
