package org.paceline.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.paceline.model.Versions;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.CpuProfile;

/**
 * Where and how a benchmark ran.
 *
 * @param date when the run ended
 * @param processor the name of the first worker's processor
 * @param cores its hardware threads
 * @param system the driver's operating system and architecture
 * @param limiter how workers were held to their shares
 * @param versions what ran
 * @param options the command's options, defaults included
 */
record Setting(
    String date,
    String processor,
    int cores,
    String system,
    String limiter,
    Map<String, String> versions,
    Map<String, String> options) {

  static Setting of(List<PoolWorker> pool, String limiter, Map<String, String> options) {
    CpuProfile cpu = pool.get(0).profile().cpu();
    return new Setting(
        Instant.now().toString(),
        cpu.name(),
        cpu.logicalCores(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        limiter,
        Versions.all(),
        options);
  }

  /** Machine, workers' shares and limiter in one line. */
  String heading(List<PoolResult.Worker> workers) {
    return String.format(
        Locale.ROOT,
        "%s, %d cores; workers %s of a core, held by %s.",
        processor,
        cores,
        workers.stream().map(PoolResult.Worker::share).collect(Collectors.joining(", ")),
        limiter);
  }
}
