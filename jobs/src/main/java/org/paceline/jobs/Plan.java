package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.TrainableNetwork;
import org.paceline.plan.EqualPlanner;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.scout.Scout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Times a network on the executors and shows who would get how much of an epoch. */
@Command(
    name = "paceline plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Times a network on the executors and shows who would get how much of an epoch.",
    footer = {
      "",
      "Examples:",
      "  paceline plan --data cifar10:/data/cifar --model resnet20",
      "  paceline plan --steps fast=fast.csv slow*3=slow.csv --global-batch 512",
      "",
      "The second divides one batch by step times that were measured before, without executors:",
      "paceline plan --steps --help."
    })
public final class Plan implements Job {

  @Mixin private DataOptions data;
  @Mixin private NetworkArguments network;
  @Mixin private TrialArguments trials;
  @Mixin private OutputOption output;

  private Examples examples;
  private TrainableNetwork start;
  private Standardisation scale;

  /**
   * Runs the job.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new Plan(), args);
  }

  @Override
  public void check() {
    output.check();
    trials.trial();
    network.check();
    examples = data.open().part(Subset.TRAIN);
    start = network.open(examples);
  }

  @Override
  public void warmUp(JobContext context) {
    examples.check(context.sparkContext().sc());
    scale = Standardisation.of(context.sparkContext().sc(), examples);
    new Scout(context.sparkContext().sc(), context.members())
        .warmUp(source(context), start.configuration());
  }

  private BlockSource<ExampleBlock> source(JobContext context) {
    ImageFeed feed =
        new ImageFeed(
            examples.shape(),
            examples.classes().size(),
            data.batchSize(),
            scale,
            false,
            Steps.PER_BATCH);
    return BlockSource.of(context.sparkContext().sc(), examples, feed);
  }

  @Override
  public void run(JobContext context) {
    BlockSource<ExampleBlock> source = source(context);
    List<PoolWorker> pool =
        new Scout(context.sparkContext().sc(), context.members())
            .pool(
                source,
                start.configuration(),
                trials.trial(),
                Optional.of(trials.cache()),
                DeviceRequest.AUTO);
    List<WorkerSpeed> speeds = pool.stream().map(worker -> worker.speed(data.batchSize())).toList();
    Quotas together = new SimultaneousFinishPlanner().plan(speeds, source.count());
    Quotas equal = new EqualPlanner().plan(speeds, source.count());
    System.out.print(table(pool, together, equal));
    System.out.printf(
        Locale.ROOT,
        "%nAn epoch of %d batches: %.1f s when all finish together, %.1f s with equal shares: %.2f times as fast.%n",
        source.count(),
        together.seconds(),
        equal.seconds(),
        equal.seconds() / together.seconds());
    output
        .folder()
        .ifPresent(folder -> folder.json("plan.json", document(context, pool, together)));
  }

  private static Table table(List<PoolWorker> pool, Quotas together, Quotas equal) {
    Table table =
        new Table(
            "executor",
            "profile",
            "nominal/s",
            "trial/s",
            "cap",
            "quota",
            "finish s",
            "equal",
            "its finish s");
    for (int i = 0; i < pool.size(); i++) {
      PoolWorker worker = pool.get(i);
      table.row(
          worker.member().executorId(),
          worker.profile().summary(),
          number(worker.nominal().examplesPerSecond()),
          worker.fits() ? number(worker.trial().examplesPerSecond()) : "none",
          together.workers().get(i).cap() == WorkerSpeed.NO_CAP
              ? "none"
              : together.workers().get(i).cap(),
          together.of(i),
          number(together.finishSeconds(i)),
          equal.of(i),
          number(equal.finishSeconds(i)));
    }
    return table;
  }

  private PlanDocument document(JobContext context, List<PoolWorker> pool, Quotas quotas) {
    List<Double> finishes =
        java.util.stream.IntStream.range(0, pool.size()).mapToObj(quotas::finishSeconds).toList();
    return new PlanDocument(
        new RunDescription(
            data.name(),
            examples.fingerprint(),
            network.name(),
            data.batchSize(),
            quotas.total(),
            "proportional",
            "examples",
            network.seed(),
            1,
            context.limiter().orElse("none")),
        pool.stream().map(PlanDocument::worker).toList(),
        List.of(new PlanDocument.Round(1, 0, quotas.units(), quotas.units(), finishes)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
