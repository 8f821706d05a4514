package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.KubernetesConf;
import org.apache.spark.deploy.k8s.submit.JavaMainAppResource;
import org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder;
import org.apache.spark.resource.ResourceProfile$;
import org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBuilder;
import org.junit.jupiter.api.Test;
import scala.Option;

/** What Spark makes of the templates. */
class PodTemplatesTest {

  private static final String TEMPLATES = "../conf/kubernetes/";

  @Test
  void theDriversPodKeepsTheRulesAndWhatTheTemplateSays() {
    Pod pod = driver(conf());
    assertThat(Violations.in(Manifest.of(pod))).isEmpty();
    assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(SparkPod.DRIVER);
    assertThat(pod.getMetadata().getAnnotations()).containsEntry("prometheus.io/port", "4040");
    assertThat(pod.getSpec().getPriorityClassName()).isEqualTo("paceline-driver");
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("paceline-driver");
    assertCanWrite(pod, "/tmp", "/opt/spark/work-dir");
  }

  @Test
  void theExecutorsPodKeepsTheRulesAndWhatTheTemplateSays() {
    Pod pod = executor(conf());
    assertThat(Violations.in(Manifest.of(pod))).isEmpty();
    assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(SparkPod.EXECUTOR);
    assertThat(pod.getSpec().getPriorityClassName()).isEqualTo("paceline-executor");
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("paceline-executor");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(120);
    assertCanWrite(pod, "/tmp", "/opt/spark/work-dir");
  }

  @Test
  void whatSettingsSayOfCoresAndMemoryReplacesTheTemplatesLimits() {
    SparkConf conf =
        conf()
            .set("spark.executor.cores", "6")
            .set("spark.kubernetes.executor.limit.cores", "6")
            .set("spark.executor.memory", "3g")
            .set("spark.executor.memoryOverhead", "1g");
    assertThat(limits(executor(conf)))
        .containsEntry("cpu", new Quantity("6"))
        .containsEntry("memory", new Quantity("4096Mi"))
        .containsEntry("ephemeral-storage", new Quantity("20Gi"));
  }

  @Test
  void aLimitOfCoresThatNoSettingGivesIsTheTemplates() {
    assertThat(limits(executor(conf()))).containsEntry("cpu", new Quantity("4"));
    assertThat(limits(driver(conf()))).containsEntry("cpu", new Quantity("2"));
  }

  private static SparkConf conf() {
    return new SparkConf(false)
        .set("spark.app.name", "test")
        .set("spark.kubernetes.namespace", "paceline")
        .set("spark.kubernetes.authenticate.driver.serviceAccountName", "paceline-driver")
        .set("spark.kubernetes.authenticate.executor.serviceAccountName", "paceline-executor")
        .set("spark.kubernetes.container.image", "paceline:0.1.0-cpu")
        .set("spark.kubernetes.driver.podTemplateFile", TEMPLATES + "driver-pod.yaml")
        .set("spark.kubernetes.executor.podTemplateFile", TEMPLATES + "executor-pod.yaml");
  }

  private static Pod driver(SparkConf conf) {
    var settings =
        KubernetesConf.createDriverConf(
            conf,
            "app",
            new JavaMainAppResource(Option.apply("local:///opt/paceline/paceline-jobs.jar")),
            "org.paceline.jobs.Train",
            new String[0],
            Option.empty());
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      var made = new KubernetesDriverBuilder().buildFromFeatures(settings, client).pod();
      return whole(made);
    }
  }

  private static Pod executor(SparkConf conf) {
    // What the driver knows when it asks for executors.
    conf.set("spark.driver.host", "driver").set("spark.driver.port", "7078");
    var settings = KubernetesConf.createExecutorConf(conf, "1", "app", Option.empty(), 0);
    var security = new SecurityManager(conf, Option.empty(), null);
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      // Spark keeps one for the whole process: that of another test has other settings.
      var profile = ResourceProfile$.MODULE$.reInitDefaultProfile(conf);
      var made =
          new KubernetesExecutorBuilder()
              .buildFromFeatures(settings, security, client, profile)
              .pod();
      return whole(made);
    }
  }

  private static Pod whole(org.apache.spark.deploy.k8s.SparkPod made) {
    return new PodBuilder(made.pod())
        .editSpec()
        .addToContainers(made.container())
        .endSpec()
        .build();
  }

  private static Map<String, Quantity> limits(Pod pod) {
    return pod.getSpec().getContainers().get(0).getResources().getLimits();
  }

  private static void assertCanWrite(Pod pod, String... folders) {
    assertThat(pod.getSpec().getContainers().get(0).getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains(folders);
  }
}
