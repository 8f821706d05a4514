package org.paceline.jobs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options of {@code paceline submit} that are settings of Spark. */
final class SubmitSettings {

  private static final String INSTANCES = "spark.executor.instances";
  private static final String DRIVER_CORES = "spark.driver.cores";
  private static final String EXECUTOR_CORES = "spark.executor.cores";

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Where the pods are made (default: that of the properties file).")
  private String namespace;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token of a service account (default: as kubectl authenticates).")
  private Path tokenFile;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The image of driver and executors.")
  private String image;

  @Option(names = "--executors", paramLabel = "N", description = "How many machines to train on.")
  private Integer executors;

  @Option(
      names = "--nodes",
      paramLabel = "NAME,…",
      description = "Only these nodes; one executor on each, unless --executors says fewer.")
  private String nodes;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description =
          "How many executors have a card; the others run --cpu-image on nodes without. Without"
              + " --executors and --nodes there are no others.")
  private Integer gpus;

  @Option(
      names = "--cpu-image",
      paramLabel = "IMAGE",
      description = "The image of driver and executors without a card, where others have one.")
  private String cpuImage;

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description = "Spark's settings (default: conf/kubernetes/spark-defaults.conf).")
  private Path propertiesFile;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "One of Spark's settings; may be given several times.")
  private Map<String, String> conf = new LinkedHashMap<>();

  /** A setting that was given by {@code --conf}, or null. */
  String given(String key) {
    return conf.get(key);
  }

  /** All settings: those of the file, over them the options, over them {@code --conf}. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    load().forEach((key, value) -> all.put(key.toString(), value.toString().strip()));
    set(all, "spark.kubernetes.namespace", namespace);
    set(all, "spark.kubernetes.container.image", image);
    set(all, "spark.kubernetes.authenticate.submission.oauthTokenFile", token());
    set(all, "spark.paceline.kubernetes.nodes", nodes);
    set(all, INSTANCES, instances());
    if (gpus != null) {
      cards(all);
    }
    all.putAll(conf);
    limit(all, DRIVER_CORES, "spark.kubernetes.driver.limit.cores");
    limit(all, EXECUTOR_CORES, "spark.kubernetes.executor.limit.cores");
    templates(all);
    return all;
  }

  private Integer instances() {
    if (executors != null) {
      return executors;
    }
    return nodes == null ? gpus : Integer.valueOf(nodes.split(",").length);
  }

  /** One card an executor; the driver has none, and runs the image for processors. */
  private void cards(Map<String, String> all) {
    if (gpus < 1) {
      throw new IllegalArgumentException("--gpus must be at least 1, not " + gpus);
    }
    if (cpuImage == null) {
      throw new IllegalArgumentException(
          "--gpus needs --cpu-image as well: the driver has no card, and the CUDA build does not start without one");
    }
    all.put("spark.executor.resource.gpu.amount", "1");
    all.put("spark.executor.resource.gpu.vendor", "nvidia.com");
    all.put("spark.executor.resource.gpu.discoveryScript", "/opt/paceline/discovery.sh");
    all.put("spark.task.resource.gpu.amount", "1");
    all.put("spark.paceline.kubernetes.gpuExecutors", String.valueOf(gpus));
    all.put("spark.kubernetes.driver.container.image", cpuImage);
    all.put("spark.paceline.kubernetes.cpuImage", cpuImage);
  }

  private static void set(Map<String, String> all, String key, Object value) {
    if (value != null) {
      all.put(key, value.toString());
    }
  }

  /** Whoever asks for other cores means the limit, too: a request above it is refused. */
  private void limit(Map<String, String> all, String cores, String limit) {
    if (conf.containsKey(cores) && !conf.containsKey(limit)) {
      all.put(limit, conf.get(cores));
    }
  }

  /** Spark sends the file as it is, and a line break cannot be sent: it gets a copy without. */
  private Path token() {
    if (tokenFile == null) {
      return null;
    }
    try {
      String token = Files.readString(tokenFile).strip();
      if (token.isEmpty() || token.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException(
            "--token-file %s must hold one token and nothing else".formatted(tokenFile));
      }
      Path copy =
          Files.createTempFile(
              "paceline",
              ".token",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      copy.toFile().deleteOnExit();
      return Files.writeString(copy, token);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--token-file %s cannot be read: %s".formatted(tokenFile, e), e);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("paceline.home", ""));
  }

  private Properties load() {
    Path file =
        propertiesFile == null
            ? home().resolve("conf/kubernetes/spark-defaults.conf")
            : propertiesFile;
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
      return read;
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "--properties-file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Those of the project are found from wherever the command is run. */
  private static void templates(Map<String, String> all) {
    for (String role : List.of("driver", "executor")) {
      String key = "spark.kubernetes.%s.podTemplateFile".formatted(role);
      String template = all.get(key);
      if (template != null && !template.startsWith("/") && !template.contains(":")) {
        all.put(key, home().resolve(template).toAbsolutePath().toString());
      }
    }
  }
}
