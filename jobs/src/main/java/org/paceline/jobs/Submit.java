package org.paceline.jobs;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.paceline.cluster.kubernetes.Submission;
import org.paceline.cluster.kubernetes.SubmittedJob;
import org.paceline.job.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a job on Kubernetes in cluster mode: checks, submits, follows its log, cleans up. */
@Command(
    name = "paceline submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a job on Kubernetes in cluster mode, shows its log, ends with its exit code and leaves"
          + " nothing behind in the namespace.",
      "Options of paceline submit stand before the job's name, the job's own after it."
    },
    footer = {
      "",
      "Examples:",
      "  paceline submit --executors 3 train --data cifar10:/shared/data/cifar --epochs 6",
      "  paceline submit --nodes workstation,laptop train --data shapes --output /shared/runs/first",
      "  paceline submit --gpus 2 --executors 3 --image registry/paceline:0.1.0-cuda \\",
      "    --cpu-image registry/paceline:0.1.0-cpu train --model resnet20"
    })
final class Submit {

  private static final String JAR = "local:///opt/paceline/paceline-jobs.jar";
  private static final String IMAGE = "spark.kubernetes.container.image";

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "The API server, k8s://https://HOST:PORT (default: that of the current context of kubectl).")
  private String master;

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
      description = "How many executors have a card; the others run --cpu-image on nodes without.")
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

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The run's name, which its pods begin with (default: the job's and a number).")
  private String name;

  @Option(
      names = "--start-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long the driver may wait for a node (default: ${DEFAULT-VALUE}).")
  private long startTimeout;

  @Parameters(
      paramLabel = "JOB",
      arity = "1..*",
      description =
          "train, evaluate, predict, profile, plan, or a class of the image; its options.")
  private List<String> job = new ArrayList<>();

  /** Runs the command and tells how it ended. */
  @SuppressWarnings("SystemOut")
  static int run(String... args) {
    Submit submit = new Submit();
    CommandLine command = new CommandLine(submit).setStopAtPositional(true);
    try {
      command.parseArgs(args);
      if (command.isUsageHelpRequested()) {
        command.usage(System.out);
        return ExitCode.DONE.value();
      }
      return new SubmittedJob(
              submit.submission(), Duration.ofSeconds(submit.startTimeout), System.out, System.err)
          .run();
    } catch (CommandLine.ParameterException e) {
      System.err.println("paceline: " + e.getMessage() + " (see --help)");
      return ExitCode.BAD_ARGUMENTS.value();
    } catch (RuntimeException e) {
      System.err.println("paceline: " + e.getMessage());
      return ExitCode.of(e).value();
    }
  }

  private Submission submission() {
    if (startTimeout < 1) {
      throw new IllegalArgumentException(
          "--start-timeout must be at least 1 s, not " + startTimeout);
    }
    String short_ = job.get(0).replaceFirst(".*\\.", "").toLowerCase(java.util.Locale.ROOT);
    String run =
        name == null ? "%s-%06x".formatted(short_, new SecureRandom().nextInt(1 << 24)) : name;
    return new Submission(
        master == null ? currentContext() : master,
        run,
        Main.jobClass(job.get(0)),
        JAR,
        job.subList(1, job.size()),
        properties());
  }

  private static String currentContext() {
    String url = Config.autoConfigure(null).getMasterUrl();
    return "k8s://" + url.replaceFirst("/+$", "");
  }

  private Map<String, String> properties() {
    Map<String, String> all = new LinkedHashMap<>();
    load().forEach((key, value) -> all.put(key.toString(), value.toString().strip()));
    set(all, "spark.kubernetes.namespace", namespace);
    set(all, IMAGE, image);
    set(all, "spark.executor.instances", executors);
    set(all, "spark.kubernetes.authenticate.submission.oauthTokenFile", token());
    if (nodes != null) {
      all.put("spark.paceline.kubernetes.nodes", nodes);
      if (executors == null) {
        all.put("spark.executor.instances", String.valueOf(nodes.split(",").length));
      }
    }
    if (gpus != null) {
      cards(all);
    }
    all.putAll(conf);
    templates(all);
    return all;
  }

  /** One card an executor; the driver has none, and runs the image for processors. */
  private void cards(Map<String, String> all) {
    if (gpus < 1) {
      throw new IllegalArgumentException("--gpus must be at least 1, not " + gpus);
    }
    all.put("spark.executor.resource.gpu.amount", "1");
    all.put("spark.executor.resource.gpu.vendor", "nvidia.com");
    all.put("spark.executor.resource.gpu.discoveryScript", "/opt/paceline/discovery.sh");
    all.put("spark.task.resource.gpu.amount", "1");
    all.putIfAbsent("spark.executor.instances", String.valueOf(gpus));
    all.put("spark.paceline.kubernetes.gpuExecutors", String.valueOf(gpus));
    if (cpuImage == null) {
      throw new IllegalArgumentException(
          "--gpus needs --cpu-image as well: the driver has no card, and the CUDA build does not start without one");
    }
    all.put("spark.kubernetes.driver.container.image", cpuImage);
    all.put("spark.paceline.kubernetes.cpuImage", cpuImage);
  }

  private static void set(Map<String, String> all, String key, Object value) {
    Optional.ofNullable(value).ifPresent(given -> all.put(key, given.toString()));
  }

  private Path token() {
    if (tokenFile == null) {
      return null;
    }
    try {
      String token = Files.readString(tokenFile);
      if (!token.equals(token.strip()) || token.isEmpty()) {
        // Spark sends it as it is, and a line break cannot be sent.
        throw new IllegalArgumentException(
            "--token-file %s must hold the token and nothing else, also no line break; 'tr -d \"\\n\"' removes it"
                .formatted(tokenFile));
      }
      return tokenFile.toAbsolutePath();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--token-file %s cannot be read: %s".formatted(tokenFile, e), e);
    }
  }

  private Path settings() {
    return propertiesFile == null
        ? home().resolve("conf/kubernetes/spark-defaults.conf")
        : propertiesFile;
  }

  private static Path home() {
    return Path.of(System.getProperty("paceline.home", ""));
  }

  private Properties load() {
    Properties read = new Properties();
    try (Reader file = Files.newBufferedReader(settings())) {
      read.load(file);
      return read;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--properties-file %s cannot be read: %s".formatted(settings(), e), e);
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
