package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.train.Scout;
import org.paceline.train.Sighting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the executors are. */
@Command(
    name = "paceline profile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows what the executors are: processor, memory, GPUs, and what they train on.",
    footer = {"", "Example:", "  paceline profile --workers 1,0.5 --output profiles"})
public final class Profile implements Job {

  @Mixin private OutputOption output;

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
  }

  @Override
  public void run(JobContext context) {
    List<Member> members = context.members();
    Map<String, Sighting> seen = new Scout(context.sparkContext().sc(), members).sightings();
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
    output.folder().ifPresent(folder -> folder.json("profiles.json", seen));
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
