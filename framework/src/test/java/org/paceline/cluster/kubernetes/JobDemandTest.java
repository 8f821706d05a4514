package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class JobDemandTest {

  private final SparkConf conf = new SparkConf(false);

  @Test
  void withoutSettingsADriverAndTwoExecutorsTakeSparksDefaults() {
    assertThat(all())
        .isEqualTo(
            Map.of(
                "pods",
                3L,
                "requests.cpu",
                3L,
                "requests.memory",
                mib(3 * (1024 + 384)),
                "limits.memory",
                mib(3 * (1024 + 384))));
  }

  @Test
  void driverAndExecutorsAreAddedUp() {
    conf.set("spark.driver.cores", "2").set("spark.driver.memory", "8g");
    conf.set("spark.executor.instances", "3").set("spark.executor.cores", "4");
    conf.set("spark.executor.memory", "20g");
    assertThat(all())
        .containsEntry("pods", 4L)
        .containsEntry("requests.cpu", 2L + 3 * 4)
        .containsEntry("requests.memory", mib(8192 + 819 + 3 * (20480 + 2048)));
  }

  @Test
  void coresForKubernetesGoBeforeSparksOwnAndMayBeParts() {
    conf.set("spark.executor.cores", "4").set("spark.driver.cores", "4");
    conf.set("spark.kubernetes.executor.request.cores", "500m");
    conf.set("spark.kubernetes.driver.request.cores", "0.25");
    assertThat(new JobDemand(conf).all().get("requests.cpu")).isEqualByComparingTo("1.25");
  }

  @Test
  void onlyLimitsThatAreSetCount() {
    conf.set("spark.kubernetes.executor.limit.cores", "1500m");
    assertThat(new JobDemand(conf).all().get("limits.cpu")).isEqualByComparingTo("3");
    conf.set("spark.kubernetes.driver.limit.cores", "2");
    assertThat(new JobDemand(conf).all().get("limits.cpu")).isEqualByComparingTo("5");
  }

  @Test
  void theOverheadIsAShareOfTheHeapButNotLessThan384Mib() {
    conf.set("spark.executor.instances", "1").set("spark.kubernetes.memoryOverheadFactor", "0.4");
    conf.set("spark.driver.memory", "959m").set("spark.executor.memory", "963m");
    assertThat(all()).containsEntry("requests.memory", mib(959 + 384 + 963 + 385));
  }

  @Test
  void anOverheadThatIsSetIsTakenAsItIs() {
    conf.set("spark.executor.memory", "10g").set("spark.executor.memoryOverhead", "100");
    conf.set("spark.driver.memoryOverhead", "1g");
    conf.set("spark.kubernetes.memoryOverheadFactor", "0.4");
    assertThat(all()).containsEntry("requests.memory", mib(1024 + 1024 + 2 * (10240 + 100)));
  }

  @Test
  void everyExecutorTakesItsCards() {
    conf.set("spark.executor.resource.gpu.amount", "2").set("spark.executor.instances", "3");
    assertThat(new JobDemand(conf).withCard()).isEqualTo(3);
    assertThat(all()).containsEntry("requests.nvidia.com/gpu", 6L).containsEntry("pods", 4L);
  }

  @Test
  void inAJobOfBothKindsOnlySomeExecutorsTakeCards() {
    conf.set("spark.executor.resource.gpu.amount", "1").set("spark.executor.instances", "3");
    conf.set(Placement.GPU_EXECUTORS, "2").set(Placement.CPU_IMAGE, "plain:1");
    assertThat(new JobDemand(conf).withCard()).isEqualTo(2);
    assertThat(all())
        .containsEntry("requests.nvidia.com/gpu", 2L)
        .containsEntry("pods", 4L)
        .containsEntry("requests.cpu", 4L)
        .containsEntry("requests.memory", mib(4 * (1024 + 384)));
    assertThat(new JobDemand(conf).executor().get("requests.nvidia.com/gpu"))
        .isEqualByComparingTo("1");
  }

  @Test
  void whereNoExecutorHasACardNoneIsAskedFor() {
    conf.set("spark.executor.resource.gpu.amount", "1");
    conf.set(Placement.GPU_EXECUTORS, "0").set(Placement.CPU_IMAGE, "plain:1");
    assertThat(new JobDemand(conf).withCard()).isZero();
    assertThat(new JobDemand(conf).executor()).doesNotContainKey("requests.nvidia.com/gpu");
  }

  private Map<String, Long> all() {
    return new JobDemand(conf)
        .all().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> whole(one.getValue())));
  }

  private static long whole(BigDecimal amount) {
    return amount.longValueExact();
  }

  private static long mib(long mib) {
    return mib << 20;
  }
}
