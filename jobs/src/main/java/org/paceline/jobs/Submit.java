package org.paceline.jobs;

import io.fabric8.kubernetes.client.Config;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.cluster.kubernetes.Submission;
import org.paceline.cluster.kubernetes.SubmittedJob;
import org.paceline.job.ExitCode;
import org.paceline.model.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  paceline submit --nodes workstation,laptop train --data shapes --output first",
      "  paceline submit --gpus 2 --executors 3 --image registry/paceline:0.1.0-cuda \\",
      "    --cpu-image registry/paceline:0.1.0-cpu train --model resnet20"
    })
final class Submit {

  private static final String JAR = "local:///opt/paceline/paceline-jobs.jar";
  private static final String CONTEXT = "spark.kubernetes.context";
  private static final int LONGEST_JOB = 30;
  private static final double SHORTEST_POLL = 0.05;
  private static final double LONGEST_POLL = 60;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "The API server, k8s://https://HOST:PORT (default: that of the current context of kubectl).")
  private String master;

  @Mixin private SubmitSettings settings;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The run's name, which its pods begin with (default: the job's and some digits).")
  private String name;

  @Option(
      names = "--start-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long the driver may wait for a node (default: ${DEFAULT-VALUE}).")
  private long startTimeout;

  @Option(
      names = "--image-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long an image of the driver may not be had, as where a registry refuses for a while"
              + " (default: ${DEFAULT-VALUE}).")
  private long imageTimeout;

  @Option(
      names = "--api-timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to wait for an API server that does not answer (default: ${DEFAULT-VALUE}); a"
              + " job that runs goes on without it.")
  private long apiTimeout;

  @Option(
      names = "--poll-interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How often to look at the job, such as 0.5 (default: ${DEFAULT-VALUE}).")
  private double pollInterval;

  @Parameters(
      paramLabel = "JOB",
      arity = "1..*",
      description =
          "train, evaluate, predict, profile, plan, or a class of the image; its options.")
  private List<String> job = new ArrayList<>();

  /** Runs the command and tells how it ended; the driver's log goes out, and messages beside it. */
  static int run(PrintStream out, PrintStream errors, String... args) {
    Submit submit = new Submit();
    // What stands after the job's name is the job's, whatever it looks like.
    CommandLine command = new CommandLine(submit).setStopAtPositional(true).setExpandAtFiles(false);
    try {
      command.parseArgs(args);
      if (command.isUsageHelpRequested()) {
        command.usage(out);
        return ExitCode.DONE.value();
      }
      if (command.isVersionHelpRequested()) {
        out.println("paceline " + Versions.all().get("paceline"));
        return ExitCode.DONE.value();
      }
      return new SubmittedJob(submit.submission(), submit.patience(), out, errors).run();
    } catch (CommandLine.ParameterException e) {
      errors.println("paceline: " + e.getMessage() + " (see --help)");
      return ExitCode.BAD_ARGUMENTS.value();
    } catch (RuntimeException e) {
      errors.println("paceline: " + e.getMessage());
      return ExitCode.of(e).value();
    }
  }

  private SubmittedJob.Patience patience() {
    return new SubmittedJob.Patience(
        seconds("--start-timeout", startTimeout),
        seconds("--image-timeout", imageTimeout),
        seconds("--api-timeout", apiTimeout),
        glance());
  }

  private Duration glance() {
    if (!(pollInterval >= SHORTEST_POLL && pollInterval <= LONGEST_POLL)) {
      throw new IllegalArgumentException(
          "--poll-interval must be from %s to %s s, not %s"
              .formatted(SHORTEST_POLL, LONGEST_POLL, pollInterval));
    }
    return Duration.ofMillis(Math.round(pollInterval * 1000));
  }

  private static Duration seconds(String option, long given) {
    if (given < 1) {
      throw new IllegalArgumentException(
          "%s must be at least 1 s, not %s".formatted(option, given));
    }
    return Duration.ofSeconds(given);
  }

  private Submission submission() {
    return new Submission(
        master == null ? current() : master,
        name == null ? nameOf(job.get(0)) : name,
        Main.jobClass(job.get(0)),
        JAR,
        job.subList(1, job.size()),
        settings.all());
  }

  /** The job's name in the letters that Kubernetes allows, and digits that no other run has. */
  private static String nameOf(String job) {
    String simple = job.replaceFirst(".*\\.", "").toLowerCase(Locale.ROOT);
    String allowed = simple.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    String cut = allowed.isEmpty() ? "job" : allowed;
    return String.format(
        Locale.ROOT,
        "%s-%06x",
        cut.substring(0, Math.min(cut.length(), LONGEST_JOB)),
        new SecureRandom().nextInt(1 << 24));
  }

  private String current() {
    Config config = Config.autoConfigure(settings.given(CONTEXT));
    if (config.getCurrentContext() == null && System.getenv("KUBERNETES_SERVICE_HOST") == null) {
      throw new IllegalArgumentException(
          "there is no context of kubectl that would say where the API server is; give it by --master k8s://https://HOST:PORT");
    }
    return "k8s://" + config.getMasterUrl().replaceFirst("/+$", "");
  }
}
