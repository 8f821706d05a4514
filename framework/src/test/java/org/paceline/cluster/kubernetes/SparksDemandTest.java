package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.KubernetesDriverConf;
import org.apache.spark.deploy.k8s.KubernetesExecutorConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.apache.spark.deploy.k8s.features.BasicDriverFeatureStep;
import org.apache.spark.deploy.k8s.submit.JavaMainAppResource;
import org.apache.spark.resource.ResourceProfile$;
import org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** What Spark itself asks for, so that another Spark that reckons otherwise is noticed. */
class SparksDemandTest {

  @AfterEach
  void forgetTheProfile() {
    ResourceProfile$.MODULE$.clearDefaultProfile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.ROLE.cores=2",
        "spark.kubernetes.ROLE.request.cores=500m",
        "spark.kubernetes.ROLE.request.cores=500m spark.kubernetes.ROLE.limit.cores=2",
        "spark.ROLE.memory=20g",
        "spark.ROLE.memory=4096 spark.ROLE.memoryOverhead=7",
        "spark.ROLE.memory=9999m spark.kubernetes.memoryOverheadFactor=0.33",
        "spark.ROLE.memory=9999m spark.ROLE.memoryOverheadFactor=0.33",
        "spark.ROLE.memoryOverheadFactor=0.7 spark.kubernetes.memoryOverheadFactor=0.9",
        "spark.memory.offHeap.enabled=true spark.memory.offHeap.size=3g",
        "spark.memory.offHeap.size=3g",
        "spark.executor.resource.gpu.amount=2 spark.executor.resource.gpu.vendor=nvidia.com"
      })
  void podsAskForWhatIsReckoned(String settings) {
    SparkConf executor = conf("executor", settings);
    assertThat(stripped(new JobDemand(executor).executor()))
        .isEqualTo(asked(executorPod(executor)));
    SparkConf driver = conf("driver", settings).set("spark.executor.instances", "0");
    assertThat(stripped(new JobDemand(driver).all())).isEqualTo(asked(driverPod(driver)));
  }

  @Test
  void sparkAppliesThePlacementToThePodsThatItMakes() {
    SparkPod pod = executorPod(conf("executor", "spark.paceline.kubernetes.nodes=one,two"));
    assertThat(Placed.terms(pod)).hasSize(2);
    assertThat(pod.pod().getMetadata().getLabels())
        .containsEntry(ExecutorPlacement.DEVICE, ExecutorPlacement.CPU)
        .containsAllEntriesOf(
            pod.pod()
                .getSpec()
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .get(0)
                .getLabelSelector()
                .getMatchLabels());
  }

  private static SparkPod executorPod(SparkConf conf) {
    return new KubernetesExecutorBuilder()
        .buildFromFeatures(
            new KubernetesExecutorConf(conf, Placed.APPLICATION, "1", Option.empty(), 0),
            new SecurityManager(
                conf, Option.empty(), SecurityManager.$lessinit$greater$default$3()),
            null,
            ResourceProfile$.MODULE$.reInitDefaultProfile(conf))
        .pod();
  }

  private static SparkPod driverPod(SparkConf conf) {
    return new BasicDriverFeatureStep(
            new KubernetesDriverConf(
                conf,
                Placed.APPLICATION,
                new JavaMainAppResource(Option.empty()),
                "Main",
                new String[0],
                Option.empty()))
        .configurePod(SparkPod.initialPod());
  }

  /**
   * By the names that quotas use; Kubernetes takes a limit for the request where only it is set.
   */
  private static Map<String, BigDecimal> asked(SparkPod pod) {
    ResourceRequirements resources = pod.container().getResources();
    Map<String, BigDecimal> asked = new TreeMap<>(Map.of("pods", BigDecimal.ONE));
    resources.getRequests().forEach((name, amount) -> asked.put("requests." + name, plain(amount)));
    resources
        .getLimits()
        .forEach(
            (name, amount) ->
                asked.put((name.contains("/") ? "requests." : "limits.") + name, plain(amount)));
    return asked;
  }

  private static Map<String, BigDecimal> stripped(Map<String, BigDecimal> demand) {
    Map<String, BigDecimal> stripped = new TreeMap<>(demand);
    stripped.values().removeIf(amount -> amount.signum() == 0);
    stripped.replaceAll((name, amount) -> amount.stripTrailingZeros());
    return stripped;
  }

  private static BigDecimal plain(Quantity amount) {
    return Quantity.getAmountInBytes(amount).stripTrailingZeros();
  }

  private static SparkConf conf(String role, String settings) {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.kubernetes.container.image", "own:1")
            .set("spark.kubernetes.executor.pod.featureSteps", ExecutorPlacement.class.getName());
    Arrays.stream(settings.replace("ROLE", role).split(" "))
        .map(setting -> setting.split("="))
        .forEach(setting -> conf.set(setting[0], setting[1]));
    return conf;
  }
}
