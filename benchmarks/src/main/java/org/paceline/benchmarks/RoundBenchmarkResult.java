package org.paceline.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paceline.job.JobContext;
import org.paceline.model.Versions;
import org.paceline.profile.CpuProfile;
import org.paceline.roster.Member;
import org.paceline.round.RoundPhases;

/**
 * Everything that the round benchmark found out, as its output file holds it; times are in seconds.
 *
 * @param date when the run ended
 * @param processor the name of the first worker's processor
 * @param cores its hardware threads
 * @param system the driver's operating system and architecture
 * @param limiter how workers were held to their shares
 * @param versions what ran
 * @param shares the workers' shares of a core, or "whole"
 * @param batches batches of each worker in a round
 * @param batchSize examples in a batch
 * @param medians the medians of each network over all its rounds, by the network's label
 * @param repeats all that was timed, in the order it ran
 */
record RoundBenchmarkResult(
    String date,
    String processor,
    int cores,
    String system,
    String limiter,
    Map<String, String> versions,
    List<String> shares,
    int batches,
    int batchSize,
    Map<String, RoundPhases> medians,
    List<RoundTimes> repeats) {

  static RoundBenchmarkResult of(
      JobContext context, int batches, int batchSize, List<RoundTimes> repeats) {
    CpuProfile cpu = context.profiles().values().iterator().next().cpu();
    return new RoundBenchmarkResult(
        Instant.now().toString(),
        cpu.name(),
        cpu.logicalCores(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        context.limiter().orElse("nothing"),
        Versions.all(),
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
