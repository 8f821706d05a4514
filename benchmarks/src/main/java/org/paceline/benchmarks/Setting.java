package org.paceline.benchmarks;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paceline.model.Versions;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.MachineProfiler;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where and how a benchmark ran: the head of every output file.
 *
 * @param benchmark its name
 * @param command as it was typed
 * @param date when the run ended, in UTC
 * @param processor the processor's name; of a pool that of the first worker's
 * @param cores its hardware threads
 * @param system the operating system and architecture
 * @param limiter how workers were held to their shares; null where there are none
 * @param versions what ran
 * @param options the command's options by name, defaults included
 * @param seed of all that was drawn; null where nothing is
 */
public record Setting(
    String benchmark,
    String command,
    String date,
    String processor,
    int cores,
    String system,
    String limiter,
    Map<String, String> versions,
    Map<String, String> options,
    Long seed) {

  /**
   * The setting on this machine, now.
   *
   * @param command of which the line is read
   * @return with what is known of it now
   */
  public static Setting of(CommandSpec command) {
    Map<String, String> options = options(command);
    CpuProfile cpu = new MachineProfiler().detect().cpu();
    return new Setting(
        TypedCommand.benchmark(command),
        TypedCommand.line(command),
        Instant.now().toString(),
        cpu.name(),
        cpu.logicalCores(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        null,
        Versions.all(),
        options,
        options.containsKey("--seed") ? Long.valueOf(options.get("--seed")) : null);
  }

  private static Map<String, String> options(CommandSpec command) {
    Map<String, String> options = new TreeMap<>();
    command.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> options.put(option.longestName(), text(option.getValue())));
    return options;
  }

  private static String text(Object value) {
    return value instanceof Collection<?> several
        ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  /** The same with the processor of a pool's first worker, and how its workers were held. */
  Setting on(List<PoolWorker> pool, String held) {
    return on(pool.get(0).profile().cpu(), held);
  }

  /** The same with another processor, and how workers were held. */
  Setting on(CpuProfile cpu, String held) {
    return new Setting(
        benchmark,
        command,
        date,
        cpu.name(),
        cpu.logicalCores(),
        system,
        held,
        versions,
        options,
        seed);
  }

  /**
   * The same of another line that was typed.
   *
   * @param line what the user typed, of which this was made
   * @return a copy
   */
  public Setting typed(String line) {
    return new Setting(
        benchmark, line, date, processor, cores, system, limiter, versions, options, seed);
  }

  /**
   * The same of runs that were kept, each with a seed of its own.
   *
   * @param processors whose they ran on
   * @param held how their workers were held
   * @param end when the last of them ended
   * @return a copy
   */
  public Setting of(String processors, String held, String end) {
    return new Setting(
        benchmark, command, end, processors, cores, system, held, versions, options, null);
  }

  /** Processor and cores in a few words. */
  public String machine() {
    return "%s, %s cores".formatted(processor, cores);
  }

  /** The day it ran, in UTC. */
  public String day() {
    return date.substring(0, date.indexOf('T'));
  }

  /** Machine, workers' shares and limiter in one line. */
  String heading(List<PoolResult.Worker> workers) {
    String shares =
        workers.stream().map(PoolResult.Worker::share).collect(Collectors.joining(", "));
    return "%s; workers %s of a core, held by %s.".formatted(machine(), shares, limiter);
  }
}
