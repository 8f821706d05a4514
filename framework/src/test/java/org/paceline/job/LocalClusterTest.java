package org.paceline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.data.ExampleBlock;
import org.paceline.evaluate.Evaluator;
import org.paceline.feed.BlockSource;
import org.paceline.feed.TrainingData;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.scout.Recruiting;
import org.paceline.train.Rounds;
import org.paceline.train.ShapesTraining;
import org.paceline.train.TrainingOutcome;
import picocli.CommandLine.Command;

/** Jobs on Spark's own cluster of processes: two executors of two cores on one host. */
class LocalClusterTest {

  private static final String MASTER = "local-cluster[2,2,1024]";
  private static final int EXAMPLES = 128;
  private static final int ROWS = 1000;

  @TempDir private Path folder;

  private final Set<String> changed = new TreeSet<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  /** A setting as spark-submit hands it to a job. */
  private void set(String name, String value) {
    changed.add(name);
    System.setProperty(name, value);
  }

  @AfterEach
  void forget() {
    changed.forEach(System::clearProperty);
  }

  private ExitCode run(Job job, String master) {
    // Spark's worker would write into the module's folder.
    set("spark.testing", "true");
    set("spark.test.home", folder.toString());
    PrintStream out = new PrintStream(errors, true, StandardCharsets.UTF_8);
    return JobMain.execute(job, out, "--master", master, "--executor-timeout", "60");
  }

  /** Counts rows that were balanced, and trains. */
  @Command(name = "training")
  private static final class Training implements Job {

    private final Everything all = new Everything();
    private long rows;

    @Override
    public void run(JobContext context) {
      all.members = context.members();
      rows = context.balance(context.spark().range(0, ROWS, 1, 2).toDF()).count();
      all.train(context);
    }
  }

  /** Plays a round with a network whose states are large. */
  @Command(name = "heavy")
  private static final class Heavy implements Job {

    private List<Member> members;
    private List<String> placed;

    @Override
    public void run(JobContext context) {
      members = context.members();
      placed = placed(context);
      ShapesTraining lenet = ShapesTraining.on(context.sparkContext(), context.members());
      String cnn =
          Networks.configuration(
              "cnn",
              new NetworkOptions(
                  lenet.examples().shape(), lenet.examples().classes().size(), Updater.ADAM, 1, 1));
      BlockSource<ExampleBlock> source = lenet.source();
      org.paceline.train.Training.on(context.sparkContext())
          .data(TrainingData.of(source))
          .network("cnn", TrainableNetwork.of(cnn))
          .optimise(lenet.options())
          .recruit(Recruiting.unmeasured())
          .fit();
    }
  }

  /** Where numbers are that were balanced. */
  private static List<String> placed(JobContext context) {
    return context
        .balance(context.sparkContext().parallelize(List.of(0, 1, 2, 3, 4, 5, 6, 7), 8))
        .mapPartitions(part -> List.of(SparkEnv.get().executorId()).iterator())
        .collect();
  }

  @Command(name = "nothing")
  private static final class Nothing implements Job {
    @Override
    public void run(JobContext context) {}
  }

  /** Balances numbers, trains and evaluates; what it saw is looked at afterwards. */
  @Command(name = "everything")
  private static final class Everything implements Job {

    private List<Member> members;
    private final Rounds rounds = new Rounds();
    private List<String> placed;
    private TrainingOutcome outcome;
    private long tested;

    @Override
    public void run(JobContext context) {
      members = context.members();
      placed = placed(context);
      train(context);
    }

    private void train(JobContext context) {
      ShapesTraining training =
          ShapesTraining.on(context.sparkContext(), members)
              .first(EXAMPLES)
              .lenet(Updater.ADAM, 0.001)
              .options(2, 8, "equal")
              .waitingForEveryone()
              .telling(rounds);
      BlockSource<ExampleBlock> source = training.source();
      List<PoolWorker> workers = training.workers(source);
      outcome = training.train(source, workers);
      tested =
          new Evaluator(context.sparkContext(), workers, training.network(), outcome.state())
              .evaluate(source, training.examples().classes())
              .getNumRowCounter();
    }
  }

  @Test
  void trainingIsExactWithKryoThatAsksForRegistrationAndSpeculation() {
    set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    set("spark.kryo.registrationRequired", "true");
    set("spark.speculation", "true");
    set("spark.speculation.interval", "20ms");
    set("spark.speculation.quantile", "0.1");
    Training job = new Training();
    assertThat(run(job, MASTER)).as(errors::toString).isEqualTo(ExitCode.DONE);
    Everything all = job.all;
    assertThat(all.members).hasSize(2).extracting(Member::cores).containsOnly(2);
    assertThat(all.members).extracting(Member::host).containsOnly(all.members.get(0).host());
    assertThat(job.rows).isEqualTo(ROWS);
    assertThat(all.outcome.epochsExact()).containsExactly(true, true);
    assertThat(all.rounds.all())
        .as("no copy of a task ended another")
        .isNotEmpty()
        .allSatisfy(round -> assertThat(round.trained()).isEqualTo(round.quotas()));
    assertThat(all.outcome.workers()).allSatisfy(w -> assertThat(w.examples()).isPositive());
    assertThat(all.tested).isEqualTo(EXAMPLES);
  }

  /** Spark would end the job in its first round. */
  @Test
  void everySlotHasItsPartAndResultsTooLargeForTheDriverAreRefusedByTheSetting() {
    set("spark.driver.maxResultSize", "4m");
    Heavy job = new Heavy();
    assertThat(run(job, "local-cluster[3,2,1024]")).isEqualTo(ExitCode.BAD_ARGUMENTS);
    List<String> twice =
        job.members.stream().map(Member::executorId).flatMap(id -> Stream.of(id, id)).toList();
    assertThat(job.placed).hasSize(6).containsExactlyInAnyOrderElementsOf(twice);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .hasLineCount(1)
        .contains("spark.driver.maxResultSize");
  }

  @Test
  void aTaskThatNoExecutorCanRunIsRefusedByTheSetting() {
    set("spark.task.cpus", "4");
    assertThat(run(new Nothing(), MASTER)).isEqualTo(ExitCode.CLUSTER_FAILED);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("paceline: master " + MASTER + " cannot be used: ")
        .contains("has to be >= the number of cpus per task = 4.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[1]", "local[*]"})
  void oneProcessTrainsToo(String master) {
    set("spark.executor.instances", "3");
    Everything job = new Everything();
    assertThat(run(job, master)).as(errors::toString).isEqualTo(ExitCode.DONE);
    int slots = master.equals("local[1]") ? 1 : Runtime.getRuntime().availableProcessors();
    assertThat(job.placed).hasSize(slots);
    assertThat(job.outcome.epochsExact()).containsExactly(true, true);
    assertThat(job.tested).isEqualTo(EXAMPLES);
  }
}
