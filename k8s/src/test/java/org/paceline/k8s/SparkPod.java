package org.paceline.k8s;

import java.util.Map;
import org.apache.spark.deploy.k8s.Constants;

/** The labels by which manifests tell pods apart; those of Spark as Spark has them. */
final class SparkPod {

  static final Map<String, String> DRIVER =
      Map.of(Constants.SPARK_ROLE_LABEL(), Constants.SPARK_POD_DRIVER_ROLE());

  static final Map<String, String> EXECUTOR =
      Map.of(Constants.SPARK_ROLE_LABEL(), Constants.SPARK_POD_EXECUTOR_ROLE());

  static final Map<String, String> SUBMITTER = Map.of("app.kubernetes.io/component", "submitter");

  static final Map<String, String> OTHER = Map.of();

  private SparkPod() {}
}
