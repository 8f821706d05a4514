package org.paceline.job;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.paceline.cluster.ClusterException;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.cluster.GpuBinding;
import org.paceline.cluster.kubernetes.MissingExecutors;
import org.paceline.model.Versions;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Runs a job: reads its arguments, starts an embedded cluster or joins the given one, and turns
 * failures into exit codes.
 *
 * <p>Exit codes are those of {@link ExitCode}. A failure that has a code of its own prints one
 * message to standard error and no stack trace.
 */
public final class JobMain {

  /** The shares of the workers of an embedded cluster where nobody says them. */
  public static final String USUAL_WORKERS = ClusterOptions.DEFAULT_WORKERS;

  private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** How many executors come where nobody said it. */
  private static final int UNKNOWN = 0;

  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  private final Job job;
  private final ClusterOptions options = new ClusterOptions();
  private final PrintStream errors;

  private JobMain(Job job, PrintStream errors) {
    this.job = job;
    this.errors = errors;
  }

  /**
   * Runs a job and ends the process.
   *
   * @param job the job
   * @param args the command line
   */
  public static void run(Job job, String... args) {
    System.exit(runToEnd(job, args).value());
  }

  /**
   * Runs the one job of this process, which the caller ends: after a job threads may be left that
   * would keep it.
   *
   * @param job the job
   * @param args the command line
   * @return how it ended
   */
  public static ExitCode runToEnd(Job job, String... args) {
    // Ctrl-C ends Spark under the job: what then fails is not worth a stack trace.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> STOPPING.set(true), "paceline-stopping"));
    OutOfHeap.watch();
    return execute(job, System.err, args);
  }

  /**
   * Runs a job.
   *
   * @param job the job
   * @param errors where messages for people go
   * @param args the command line
   * @return how it ended
   */
  public static ExitCode execute(Job job, PrintStream errors, String... args) {
    return new JobMain(job, errors).execute(args);
  }

  private ExitCode execute(String... args) {
    CommandLine command = new CommandLine(job).addMixin("cluster", options);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      command.parseArgs(job.arguments(List.of(args)).toArray(new String[0]));
      if (command.isUsageHelpRequested()) {
        command.usage(System.out);
        return ExitCode.DONE;
      }
      if (command.isVersionHelpRequested()) {
        System.out.println("paceline " + Versions.all().get("paceline"));
        return ExitCode.DONE;
      }
      HostCheck.check();
      job.check();
      runOnCluster();
      return ExitCode.DONE;
    } catch (CommandLine.ParameterException e) {
      errors.println("paceline: " + e.getMessage() + " (see --help)");
      return ExitCode.BAD_ARGUMENTS;
    } catch (Exception e) {
      return failed(e);
    }
  }

  private ExitCode failed(Exception failure) {
    if (STOPPING.get()) {
      errors.println("paceline: stopped");
      return ExitCode.FAILED;
    }
    ExitCode code = ExitCode.of(failure);
    errors.println("paceline: " + ExitCode.message(failure));
    if (code == ExitCode.FAILED) {
      LOG.error("the job failed", failure);
    } else {
      LOG.debug("the job ended with exit code {}", code.value(), failure);
    }
    return code;
  }

  private void runOnCluster() throws Exception {
    Optional<String> master = options.master();
    Duration timeout = options.timeout();
    if (master.isPresent()) {
      runOn(new SparkConf().setMaster(master.get()), Optional.empty(), UNKNOWN, timeout);
      return;
    }
    List<Double> shares = options.cpuShares();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(shares)) {
      runOn(cluster.configuration(), Optional.of(cluster), shares.size(), timeout);
    }
  }

  private void runOn(
      SparkConf conf, Optional<EmbeddedCluster> cluster, int expected, Duration timeout)
      throws Exception {
    conf.setIfMissing("spark.app.name", "paceline " + job.getClass().getSimpleName());
    if (cluster.isPresent()) {
      SparkSettings.fitEmbedded(conf, expected);
    } else {
      SparkSettings.fit(conf);
    }
    job.executorEnvironment()
        .forEach((name, value) -> conf.set("spark.executorEnv." + name, value));
    try (SparkSession spark = session(GpuBinding.configure(Roster.configure(conf)))) {
      JobContext context = new JobContext(spark, cluster, timeout);
      Crashes crashes = Crashes.in(spark.sparkContext(), cluster);
      try {
        await(context, conf.getInt("spark.executor.instances", expected), timeout);
        crashes.expect(context.members());
        run(context);
      } catch (RuntimeException e) {
        throw crashes.explain(e);
      }
    }
  }

  /**
   * Out of heap, it ends before anything is closed: that needs heap, too, and may wait for ever.
   */
  private void run(JobContext context) throws Exception {
    try {
      job.warmUp(context);
      context.limit();
      job.run(context);
    } catch (OutOfMemoryError e) {
      OutOfHeap.end();
    }
  }

  private static SparkSession session(SparkConf conf) {
    try {
      // A session's builder would read system properties again, those that were taken out as well.
      return SparkSession.builder().sparkContext(SparkContext.getOrCreate(conf)).getOrCreate();
    } catch (Exception e) {
      throw new ClusterException(
          "master %s cannot be used: %s".formatted(conf.get("spark.master"), e.getMessage()), e);
    }
  }

  private static void await(JobContext context, int expected, Duration timeout) {
    List<Member> here = context.await(Math.max(1, expected), timeout);
    if (here.isEmpty() && context.tooSmall().isPresent()) {
      throw new NoExecutorException(context.tooSmall().get());
    }
    if (here.isEmpty()) {
      throw new NoExecutorException(
          "no executor came within %s s; %s"
              .formatted(
                  timeout.toSeconds(),
                  why(context)
                      .orElse(
                          "is the cluster running, and does it have the memory that is asked for?")));
    }
    if (expected == UNKNOWN) {
      settle(context);
    } else if (here.size() < expected) {
      LOG.warn(
          "{} of {} executors came within {} s; training goes on with them{}",
          here.size(),
          expected,
          timeout.toSeconds(),
          why(context).map(why -> ". " + why).orElse(""));
    }
    LOG.info("{} executors are here", context.members().size());
  }

  private static Optional<String> why(JobContext context) {
    SparkContext spark = context.spark().sparkContext();
    return MissingExecutors.why(spark.conf(), spark.applicationId());
  }

  /** Where nobody said how many executors come, they are waited for until no more do. */
  private static void settle(JobContext context) {
    int before = 0;
    while (!context.spark().sparkContext().isLocal() && context.members().size() > before) {
      before = context.members().size();
      context.await(before + 1, SETTLE);
    }
  }
}
