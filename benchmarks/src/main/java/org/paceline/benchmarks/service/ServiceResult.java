package org.paceline.benchmarks.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.paceline.benchmarks.Axes;
import org.paceline.benchmarks.Bars;
import org.paceline.benchmarks.BenchmarkResult;
import org.paceline.benchmarks.Picture;
import org.paceline.benchmarks.Setting;
import org.paceline.benchmarks.service.Step.Kind;
import org.paceline.jobs.Table;

/**
 * Everything that a run found out, as its output file holds it.
 *
 * @param setting where and how it ran
 * @param load what was asked for
 * @param requestsASecond that were answered
 * @param kinds latencies of reads, writes and sign-ins
 * @param routes latencies by route
 * @param time latencies of reads over the time of the load
 * @param statuses how many answers had which; 0 for none, or a wrong one
 * @param wrong how many were not answered as they must be
 * @param faults a few of those, as they came
 * @param cores what the service, the database and this program took of the processors
 * @param computerLoad the computer's load average at the beginning
 * @param memory of the service
 * @param looks at the service
 */
public record ServiceResult(
    Setting setting,
    Load load,
    double requestsASecond,
    Map<String, Latencies> kinds,
    Map<String, Latencies> routes,
    Map<String, Latencies> time,
    Map<Integer, Long> statuses,
    long wrong,
    List<String> faults,
    Map<String, Double> cores,
    double computerLoad,
    Memory memory,
    List<Watch.Look> looks)
    implements BenchmarkResult {

  private static final long SLICE_NANOS = 5_000_000_000L;
  private static final int SLICE_SECONDS = 5;
  private static final int SERVER_ERROR = 500;

  @Override
  public List<Table> tables() {
    return List.of(ServiceTable.latencies("", kinds), ServiceTable.latencies("route", routes));
  }

  @Override
  public String text() {
    return ServiceTable.of(this);
  }

  @Override
  public Picture picture() {
    List<String> names = List.copyOf(kinds.keySet());
    return Picture.bars(
        text("%d clients at once, %.0f requests/s", load.clients(), requestsASecond),
        Axes.of("", "milliseconds"),
        names,
        List.of(
            bars("50 %", names, Latencies::p50),
            bars("95 %", names, Latencies::p95),
            bars("99 %", names, Latencies::p99)));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Bars bars(String name, List<String> of, ToDoubleFunction<Latencies> quantile) {
    return Bars.of(name, of.stream().map(kind -> quantile.applyAsDouble(kinds.get(kind))).toList());
  }

  static Map<String, Latencies> by(List<Sample> samples, Function<Sample, String> key) {
    Map<String, Latencies> all = new TreeMap<>();
    samples.stream()
        .collect(Collectors.groupingBy(key))
        .forEach((name, some) -> all.put(name, Latencies.of(some)));
    return all;
  }

  static Map<String, Latencies> overTime(List<Sample> samples) {
    return by(
        samples.stream().filter(sample -> sample.kind() == Kind.READ).toList(),
        sample -> "%5s s".formatted(sample.atNanos() / SLICE_NANOS * SLICE_SECONDS));
  }

  static Map<Integer, Long> statuses(List<Sample> samples) {
    return samples.stream()
        .collect(Collectors.groupingBy(Sample::status, TreeMap::new, Collectors.counting()));
  }

  static List<String> faults(List<Sample> samples) {
    return samples.stream().filter(sample -> !sample.right()).map(Sample::fault).limit(5).toList();
  }

  /** Answers of status 5xx, and none at all. */
  long failures() {
    return statuses.entrySet().stream()
        .filter(entry -> entry.getKey() == 0 || entry.getKey() >= SERVER_ERROR)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
