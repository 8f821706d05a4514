package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.KubernetesExecutorConf;
import org.apache.spark.deploy.k8s.SparkPod;
import scala.Option;

/** An executor's pod as {@link ExecutorPlacement} leaves it. */
final class Placed {

  static final String APPLICATION = "spark-of-this-test";

  private Placed() {}

  static SparkPod pod(SparkConf conf) {
    return pod(conf, SparkPod.initialPod());
  }

  static SparkPod pod(SparkConf conf, SparkPod template) {
    return pod(conf, template, "1");
  }

  static SparkPod pod(SparkConf conf, SparkPod template, String executor) {
    ExecutorPlacement step = new ExecutorPlacement();
    step.init(new KubernetesExecutorConf(conf, APPLICATION, executor, Option.empty(), 0));
    return step.configurePod(template);
  }

  static SparkConf withCards() {
    return new SparkConf(false)
        .set("spark.executor.resource.gpu.amount", "1")
        .set("spark.executor.resource.gpu.vendor", "nvidia.com");
  }

  /** The alternatives of what the pod demands of a node. */
  static List<NodeSelectorTerm> terms(SparkPod pod) {
    return pod.pod()
        .getSpec()
        .getAffinity()
        .getNodeAffinity()
        .getRequiredDuringSchedulingIgnoredDuringExecution()
        .getNodeSelectorTerms();
  }
}
