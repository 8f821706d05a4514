package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.paceline.benchmarks.BenchmarkCommand;
import org.paceline.benchmarks.OutputOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets many clients use the real service at once, and says how long answers took. */
@Command(
    name = "benchmarks/run service",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts PostgreSQL and bin/paceline serve, makes accounts, and lets clients read and write.",
      "Ends with 1 if an answer was 5xx, missing, or not as it must be."
    },
    footer = {"", "Example:", "  benchmarks/run service --seconds 60 --output service.json"})
public final class ServiceBenchmark implements Callable<Integer> {

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "200",
      description = "Clients at a time, each with a connection (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Seconds that count (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up-seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Seconds before, which do not (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--pause-ms",
      paramLabel = "N",
      defaultValue = "250",
      description = {
        "Mean pause between requests of a client (default: ${DEFAULT-VALUE}).",
        "0 for none: as much as the computer can."
      })
  private int pause;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "postgresql",
      description = "postgresql or h2 (default: ${DEFAULT-VALUE}).")
  private String database;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--java-options",
      paramLabel = "WORDS",
      defaultValue = "",
      description = "Further options of the service's JVM, as -XX:StartFlightRecording.")
  private String javaOptions;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of the service, as database-connections=32; may be repeated.")
  private Map<String, String> settings = new TreeMap<>();

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new ServiceBenchmark(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Load load = new Load(clients, seconds, warmUp, pause, database, seed);
    output.check();
    ServiceResult result = measure(load);
    output.report(result);
    return result.failures() + result.wrong() == 0 ? CommandLine.ExitCode.OK : 1;
  }

  private ServiceResult measure(Load load) throws IOException, InterruptedException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (ScratchFolder scratch = ScratchFolder.in(parent, "paceline-load")) {
      return load.database().equals("h2")
          ? onH2(load, scratch.path())
          : onPostgres(load, scratch.path());
    }
  }

  private ServiceResult onH2(Load load, Path folder) throws IOException, InterruptedException {
    try (ServiceProcess service = serve(folder)) {
      return new LoadRun(load, service, 0).result(output);
    }
  }

  private ServiceResult onPostgres(Load load, Path folder)
      throws IOException, InterruptedException {
    try (PostgresServer postgres = PostgresServer.start(folder)) {
      settings.putAll(postgres.settings());
      try (ServiceProcess service = serve(folder)) {
        return new LoadRun(load, service, postgres.pid()).result(output);
      }
    }
  }

  private ServiceProcess serve(Path folder) throws IOException {
    Path home = Path.of(System.getProperty("paceline.home", "."));
    return ServiceProcess.start(home, folder, javaOptions, settings);
  }
}
