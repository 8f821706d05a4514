package org.paceline.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paceline.job.JobContext;
import org.paceline.jobs.Table;
import org.paceline.profile.CpuProfile;
import org.paceline.roster.Member;
import org.paceline.round.RoundPhases;

/**
 * Everything that the round benchmark found out, as its output file holds it; times are in seconds.
 *
 * @param setting where and how it ran
 * @param shares the workers' shares of a core, or "whole"
 * @param batches batches of each worker in a round
 * @param batchSize examples in a batch
 * @param medians the medians of each network over all its rounds, by the network's label
 * @param repeats all that was timed, in the order it ran
 */
record RoundBenchmarkResult(
    Setting setting,
    List<String> shares,
    int batches,
    int batchSize,
    Map<String, RoundPhases> medians,
    List<RoundTimes> repeats)
    implements BenchmarkResult {

  static RoundBenchmarkResult of(
      Setting setting, JobContext context, int batches, int batchSize, List<RoundTimes> repeats) {
    CpuProfile cpu = context.profiles().values().iterator().next().cpu();
    return new RoundBenchmarkResult(
        setting.on(cpu, context.limiter().orElse("nothing")),
        context.members().stream()
            .map(member -> member.attributes().getOrDefault(Member.CPU_SHARE, "whole"))
            .toList(),
        batches,
        batchSize,
        repeats.stream()
            .map(RoundTimes::network)
            .distinct()
            .collect(Collectors.toMap(n -> n, n -> RoundTimes.medians(rounds(repeats, n)))),
        List.copyOf(repeats));
  }

  @Override
  public List<Table> tables() {
    return List.of(RoundTable.rows(this));
  }

  @Override
  public String text() {
    return RoundTable.of(this);
  }

  @Override
  public Picture picture() {
    return RoundTable.picture(this);
  }

  List<RoundPhases> rounds(String network) {
    return rounds(repeats, network);
  }

  private static List<RoundPhases> rounds(List<RoundTimes> repeats, String network) {
    return repeats.stream()
        .filter(times -> times.network().equals(network))
        .flatMap(times -> times.rounds().stream())
        .toList();
  }
}
