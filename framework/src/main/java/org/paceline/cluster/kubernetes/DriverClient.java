package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.SparkKubernetesClientFactory;
import org.apache.spark.deploy.k8s.SparkKubernetesClientFactory.ClientType$;
import scala.Option;

/** The API server as a driver reaches it: with the master, the account and the files of Spark. */
final class DriverClient {

  private static final String CERTIFICATE = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt";
  private static final String PREFIX = "k8s://";

  private DriverClient() {}

  static KubernetesClient of(SparkConf conf) {
    boolean inPod = conf.getBoolean("spark.kubernetes.submitInDriver", false);
    String master = conf.get("spark.master").substring(PREFIX.length());
    return SparkKubernetesClientFactory.createKubernetesClient(
        inPod
            ? conf.get("spark.kubernetes.driver.master", "https://kubernetes.default.svc")
            : master,
        Option.apply(conf.get("spark.kubernetes.namespace", "default")),
        inPod ? "spark.kubernetes.authenticate.driver.mounted" : "spark.kubernetes.authenticate",
        ClientType$.MODULE$.Driver(),
        conf,
        inPod && new File(CERTIFICATE).exists()
            ? Option.apply(new File(CERTIFICATE))
            : Option.empty());
  }
}
