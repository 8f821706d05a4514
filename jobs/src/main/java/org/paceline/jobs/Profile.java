package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.TrainableNetwork;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.scout.Scout;
import org.paceline.scout.Sighting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Shows what the executors are and, if asked, how fast they train a network at which batch size.
 */
@Command(
    name = "paceline profile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what the executors are: processor, memory, GPUs, and what they train on.",
      "With --model or --batch-sizes it also times the network on all of them at once, and tells"
          + " with which batch size each is fastest, and all together, within their memory."
    },
    footer = {
      "",
      "Examples:",
      "  paceline profile --workers 1,0.5 --output profiles",
      "  paceline profile --model cnn --batch-sizes 16,32,64,128,256"
    })
public final class Profile implements Job {

  @Option(
      names = "--batch-sizes",
      paramLabel = "N,…",
      description =
          "Time the network with batches of these sizes (default with --model: "
              + BatchSizes.USUAL
              + ").")
  private String batchSizes;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      defaultValue = "shapes",
      description =
          "The images that are timed: shapes, cifar10[:DIR], cifar100[:DIR] or images:DIR"
              + " (default: ${DEFAULT-VALUE}).")
  private String data;

  @Mixin private NetworkArguments network;
  @Mixin private OutputOption output;
  @Spec private CommandSpec command;

  private List<Integer> sizes = List.of();
  private Examples examples;
  private TrainableNetwork start;

  /**
   * Runs the job.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new Profile(), args);
  }

  @Override
  public void check() {
    output.check();
    if (batchSizes == null && !command.commandLine().getParseResult().hasMatchedOption("--model")) {
      return;
    }
    sizes = BatchSizes.parse(batchSizes == null ? BatchSizes.USUAL : batchSizes);
    network.check();
    examples = DataSpec.parse(data).open(Subset.TRAIN);
    int largest = sizes.get(sizes.size() - 1);
    if (largest > examples.size()) {
      throw new IllegalArgumentException(
          "--batch-sizes: %s is larger than the data of %s examples"
              .formatted(largest, examples.size()));
    }
    start = network.open(examples);
  }

  @Override
  public void warmUp(JobContext context) {
    if (!sizes.isEmpty()) {
      examples.check(context.sparkContext().sc());
      trials(context).warmUp(scout(context), sizes.get(0));
    }
  }

  private BatchTrials trials(JobContext context) {
    return new BatchTrials(context.sparkContext(), examples, start.configuration());
  }

  private static Scout scout(JobContext context) {
    return new Scout(context.sparkContext().sc(), context.members());
  }

  @Override
  public void run(JobContext context) {
    List<Member> members = context.members();
    Scout scout = scout(context);
    Map<String, Sighting> seen = scout.sightings();
    Table table =
        new Table(
            "executor", "host", "cores", "processor", "memory", "GPUs", "trains on", "because");
    for (Member member : members) {
      Sighting sighting = seen.get(member.executorId());
      if (sighting != null) {
        row(table, member, sighting);
      }
    }
    System.out.print(table);
    Optional<RunFolder> folder = output.folder();
    folder.ifPresent(f -> f.json("profiles.json", seen));
    if (!sizes.isEmpty()) {
      List<BatchTrial> trials = trials(context, scout);
      folder.ifPresent(f -> f.json("trials.json", document(members, seen, trials)));
    }
  }

  private List<BatchTrial> trials(JobContext context, Scout scout) {
    System.out.println();
    List<BatchTrial> trials = trials(context).run(scout, sizes, new ConsoleLine(System.out));
    List<String> executors =
        context.members().stream()
            .map(Member::executorId)
            .filter(trials.get(0).memory()::containsKey)
            .toList();
    System.out.println();
    System.out.print(TrialsTable.of(executors, trials));
    return trials;
  }

  private TrialsDocument document(
      List<Member> members, Map<String, Sighting> seen, List<BatchTrial> trials) {
    return new TrialsDocument(
        data,
        examples.fingerprint(),
        network.name(),
        trials.stream().map(TrialsDocument::batch).toList(),
        members.stream()
            .filter(member -> seen.containsKey(member.executorId()))
            .map(m -> TrialsDocument.executor(m, device(seen.get(m.executorId())), trials))
            .toList(),
        BatchTrial.best(trials).map(BatchTrial::batchSize).orElse(null));
  }

  private static Device device(Sighting seen) {
    return seen.judge(DeviceRequest.AUTO).device();
  }

  private static void row(Table table, Member member, Sighting seen) {
    MachineProfile machine = seen.profile();
    Eligibility judged = seen.judge(DeviceRequest.AUTO);
    table.row(
        member.executorId(),
        machine.host(),
        String.format(
            Locale.ROOT, "%.2f of %d", machine.cpu().usableCores(), machine.cpu().logicalCores()),
        machine.cpu().name(),
        String.format(Locale.ROOT, "%.1f GiB", machine.memoryBytes() / (double) (1L << 30)),
        machine.gpus().isEmpty()
            ? "none"
            : String.join(", ", machine.gpus().stream().map(gpu -> gpu.name()).toList()),
        judged.eligible() ? judged.device() : "nothing",
        judged.reason());
  }
}
