package org.paceline.benchmarks.cifar;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.paceline.benchmarks.Setting;
import org.paceline.benchmarks.TypedCommand;
import org.paceline.benchmarks.Workload;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains the same network in several ways on one pool, and compares accuracy over time. */
@Command(
    name = "benchmarks/run cifar",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains the same network in several ways on one pool: accuracy after equal epochs and after equal time, time to"
            + " an accuracy, efficiency, over seeds. Runs that the output folder has are not run again.",
    footer = {
      "",
      "Examples:",
      "  benchmarks/run cifar --data cifar10:/data/cifar --output runs/cifar10",
      "  benchmarks/run cifar --data cifar10:/data/cifar --workers 0.66,0.66,0.66 --rows 4:2:1,equal \\",
      "    --output runs/shares",
      "  benchmarks/run cifar --data cifar10:/data/cifar --skew 0.1 --seeds 1 --updater sgd \\",
      "    --workers 0.9,0.9 --output runs/skew"
    })
public final class CifarBenchmark implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(CifarBenchmark.class);

  @Mixin private CifarOptions options;

  @Spec private CommandSpec spec;

  private List<String> typed = List.of();
  private Examples test;
  private Course course;
  private Map<String, String> settings;
  private RunStore store;
  private List<RunKey> runs;
  private Progress progress;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new CifarBenchmark(), args);
  }

  @Override
  public List<String> arguments(List<String> given) {
    typed = given;
    return Quick.arguments(given);
  }

  @Override
  public void check() {
    options.check();
    Examples train = options.examples(Subset.TRAIN);
    test = options.examples(Subset.TEST);
    course = new Course(options, train);
    settings = options.settings(train, test);
    store = RunStore.open(options.output(), settings);
    runs = options.runs();
    missing().stream().mapToLong(RunKey::seed).distinct().forEach(this::checkWork);
    if (!options.namesRows()) {
      options.withoutTorch().ifPresent(CifarBenchmark::leaveOut);
    }
  }

  /** What cannot be trained is found before anything is. */
  private void checkWork(long seed) {
    Workload work = course.work(seed);
    if (runs.stream().anyMatch(run -> run.entry().stock())) {
      work.network();
    }
  }

  private static void leaveOut(String why) {
    LOG.info("PyTorch's rows are left out: {}", why);
  }

  private static void warn(RunRecord run) {
    LOG.warn("{} is of other versions: {}", run.key().fileName(), run.versions());
  }

  private List<RunKey> missing() {
    return runs.stream().filter(run -> store.find(run).isEmpty()).toList();
  }

  @Override
  public void warmUp(JobContext context) {
    PoolCheck pool = new PoolCheck(context, course);
    boolean torch = missing().stream().anyMatch(run -> run.entry().torch());
    if (torch && !options.namesRows() && pool.withoutTorch().isPresent()) {
      leaveOut(pool.withoutTorch().get());
      runs = runs.stream().filter(run -> !run.entry().torch()).toList();
    }
    pool.check(missing());
    progress =
        new Progress(System.out, System::nanoTime, course.limit(), missing(), store.kept(runs));
    relay(context).warmUp(missing());
  }

  @Override
  public void run(JobContext context) throws IOException {
    store.create(settings);
    try (FileChannel lock = store.lock()) {
      store.kept(runs).stream().filter(RunRecord::ofOtherVersions).forEach(CifarBenchmark::warn);
      relay(context).run(missing());
      CifarResult result = CifarResult.of(setting(), store.kept(runs));
      store.report(result);
      System.out.println(result.text());
      System.out.println("JSON and pictures are in " + options.output());
    }
  }

  private Setting setting() {
    return Setting.of(spec).typed(TypedCommand.line("benchmarks/run cifar", typed));
  }

  private Relay relay(JobContext context) {
    return new Relay(context, course, test, store, progress, Clock.systemUTC());
  }
}
