package org.paceline.cluster.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.SparkConf;

/**
 * What is handed to spark-submit to run a job in cluster mode.
 *
 * @param master the API server, as {@code k8s://https://HOST:PORT}
 * @param run a name of its own, by which its pods are found; a DNS label of at most 40 characters
 * @param mainClass the class to run
 * @param jar where the image has the jar of the class
 * @param arguments the job's own
 * @param properties Spark's settings
 */
public record Submission(
    String master,
    String run,
    String mainClass,
    String jar,
    List<String> arguments,
    Map<String, String> properties) {

  /** The label of its pods that names the run. */
  public static final String RUN = "paceline.org/run";

  /** The label of its pods that no other submission has, also one of the same name. */
  static final String ID = "paceline.org/submission";

  static final String PREFIX = "k8s://";

  /** Spark reads it and would log it, too; a file is not shown to others. */
  private static final String TOKEN_IN_TEXT = "oauthToken";

  /** Checks master and properties, and adds what the run needs. */
  public Submission {
    if (!master.matches("k8s://https?://.+")) {
      throw new IllegalArgumentException(
          "the master must be k8s://https://HOST:PORT, not '" + master + "'");
    }
    if (!run.matches("[a-z]([-a-z0-9]{0,38}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "a run's name must be a DNS label of at most 40 characters, not '" + run + "'");
    }
    arguments = List.copyOf(arguments);
    Map<String, String> all = new LinkedHashMap<>(properties);
    for (String name : all.keySet()) {
      if (name.endsWith("." + TOKEN_IN_TEXT)) {
        throw new IllegalArgumentException(
            name
                + " would show the token to others; name a file that holds it by "
                + name
                + "File");
      }
    }
    all.putIfAbsent("spark.app.name", run);
    all.put("spark.kubernetes.driver.pod.name", driverPod(run));
    all.put("spark.kubernetes.driver.label." + RUN, run);
    all.put("spark.kubernetes.executor.label." + RUN, run);
    // Whoever submits follows the pod itself: spark-submit would end with 0 also where it failed.
    all.put("spark.kubernetes.submission.waitAppCompletion", "false");
    properties = Map.copyOf(all);
  }

  /** The same, with a label of its own on all of its pods. */
  Submission identifiedBy(String id) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put("spark.kubernetes.driver.label." + ID, id);
    more.put("spark.kubernetes.executor.label." + ID, id);
    return new Submission(master, run, mainClass, jar, arguments, more);
  }

  /** The container of the driver's pod that is the driver. */
  String driverContainer() {
    return properties.getOrDefault(
        "spark.kubernetes.driver.podTemplateContainerName", "spark-kubernetes-driver");
  }

  private static String driverPod(String run) {
    return run + "-driver";
  }

  /**
   * The driver's pod.
   *
   * @return its name
   */
  public String driverPod() {
    return driverPod(run);
  }

  /**
   * Where it all happens.
   *
   * @return the namespace
   */
  public String namespace() {
    return properties.getOrDefault("spark.kubernetes.namespace", "default");
  }

  /**
   * The settings with the master.
   *
   * @return a new configuration
   */
  SparkConf conf() {
    SparkConf conf = new SparkConf(false).setMaster(master);
    properties.forEach(conf::set);
    return conf;
  }

  /**
   * Writes the settings to a file that nobody else can read.
   *
   * @param file the file, which must not exist
   */
  void write(Path file) {
    Properties written = new Properties();
    written.putAll(properties);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newBufferedWriter(file)) {
        written.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The arguments of spark-submit.
   *
   * @param file the settings, from {@link #write}
   * @return the words after {@code spark-submit}
   */
  List<String> command(Path file) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("--master", master, "--deploy-mode", "cluster"));
    command.addAll(List.of("--properties-file", file.toString(), "--class", mainClass, jar));
    command.addAll(arguments);
    return command;
  }
}
