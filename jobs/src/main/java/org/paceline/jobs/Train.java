package org.paceline.jobs;

import java.util.List;
import java.util.Map;
import org.paceline.data.ExampleBlock;
import org.paceline.engine.Kernels;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.TrainableNetwork;
import org.paceline.scout.Tryouts;
import org.paceline.train.TrainedModel;
import org.paceline.train.Training;
import org.paceline.train.TrainingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a network on all executors, each with the share that lets all finish together. */
@Command(
    name = "paceline train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains a network on unequal machines so that all of them finish together.",
    footer = {
      "",
      "Examples:",
      "  paceline train",
      "  paceline train --data cifar10:/data/cifar --model cnn --epochs 10 --augment",
      "  paceline train --model resnet20 --updater nesterovs --learning-rate 0.1 --schedule cosine",
      "  paceline train --epochs 50 --early-stopping 5 --monitor accuracy",
      "  paceline train --workers 0.6,0.6 --split equal --output runs/equal",
      "  paceline train --resume runs/20261121-120000",
      "  spark-submit --class org.paceline.jobs.Train paceline-jobs.jar --data cifar10:hdfs:///cifar",
      "",
      "Exit codes: 0 done, 2 bad arguments, 3 bad data, 4 cluster failed, 5 training diverged,",
      "6 output not written."
    })
public final class Train implements Job {

  @Mixin private TrainingImages images;
  @Mixin private NetworkArguments network;
  @Mixin private RateArguments rates;
  @Mixin private TrainingArguments how;
  @Mixin private TrialArguments trials;
  @Mixin private ValidationArguments validation;
  @Mixin private RunArguments run;

  private List<String> arguments = List.of();
  private TrainableNetwork start;

  /**
   * Runs the job.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new Train(), args);
  }

  @Override
  public List<String> arguments(List<String> given) {
    arguments = Resumption.arguments(given);
    return arguments;
  }

  @Override
  public void check() {
    // Wrong options are found here, before any data is read.
    options();
    how.check(rates);
    run.check();
    validation.check();
    trials.trial();
    network.check();
    images.open(validation.part());
    start = network.open(images.training());
    int batches = how.batchesOfEpoch(images.training().size(), images.batchSize());
    rates.configuration(start, how.epochs(), batches);
    run.takeUp(images);
  }

  private TrainingOptions options() {
    return how.options(network.seed(), rates);
  }

  @Override
  public Map<String, String> executorEnvironment() {
    return how.reproducible() ? Kernels.COMMON.environment() : Map.of();
  }

  @Override
  public void warmUp(JobContext context) {
    options().split().check(context.members());
    images.prepare(context.sparkContext(), how.steps());
    session(context).rehearse();
  }

  private Training<ExampleBlock> session(JobContext context) {
    TrainingOptions options = options();
    Training<ExampleBlock> session =
        Training.on(context.sparkContext())
            .data(images.data())
            .network(network.name(), start)
            .optimise(options.waiting(options.patience(), context.executorTimeout()));
    images.validationData().ifPresent(held -> session.validate(held, validation.monitor()));
    validation.stopping().ifPresent(session::stopEarly);
    run.resumed().ifPresent(session::resume);
    return session;
  }

  @Override
  public void run(JobContext context) {
    Tryouts tryouts = trials.tryouts(options().device(), how.reproducible());
    try (RunBooks books = run.books(RunDescription.of(images, network, how, context))) {
      TrainedModel model =
          trained(
              session(context)
                  .recruit(tryouts)
                  .checkpoints(run.checkpoints(arguments))
                  .listen(books.progress())
                  .listen(new ConsoleProgress(System.out)));
      tryouts.forgetStale(model.outcome().workers());
      System.out.println(books.finish(model, trained -> scores(context, trained)));
    }
  }

  private Scores scores(JobContext context, TrainedModel model) {
    List<String> classes = images.test().classes();
    return Scores.of(model.evaluate(images.testSource(context.sparkContext()), classes));
  }

  private TrainedModel trained(Training<ExampleBlock> session) {
    try {
      return session.fit();
    } catch (RuntimeException e) {
      run.tellWhatIsKept();
      throw e;
    }
  }
}
