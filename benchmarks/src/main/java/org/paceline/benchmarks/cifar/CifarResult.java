package org.paceline.benchmarks.cifar;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.paceline.benchmarks.BenchmarkResult;
import org.paceline.benchmarks.Picture;
import org.paceline.benchmarks.Setting;
import org.paceline.jobs.Table;

/**
 * All runs, and what they say beside each other. Nothing is extrapolated: a figure that a run did
 * not get to is absent.
 *
 * @param setting where and how the last of them was started
 * @param runs at least one
 */
public record CifarResult(Setting setting, List<RunRecord> runs) implements BenchmarkResult {

  private static final String FEDAVG = "fedavg";

  /** Checks that there is one. */
  public CifarResult {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("there is no run to tell of");
    }
    runs = List.copyOf(runs);
  }

  /** Of runs wherever and whenever they ran, as they themselves say. */
  static CifarResult of(Setting call, List<RunRecord> runs) {
    String processors =
        runs.stream().map(RunRecord::processor).distinct().collect(Collectors.joining(" and "));
    String held =
        runs.stream().map(RunRecord::limiter).distinct().collect(Collectors.joining(" and "));
    String last =
        runs.stream().map(RunRecord::finished).max(Comparator.naturalOrder()).orElseThrow();
    return new CifarResult(call.of(processors, held, last), runs);
  }

  @Override
  public List<Table> tables() {
    return List.of(CifarTable.table(this));
  }

  @Override
  public String text() {
    return CifarTable.of(this);
  }

  @Override
  public Picture picture() {
    return AccuracyPicture.overTime(this);
  }

  /** Network and data in a few words. */
  String work() {
    String data = setting.options().get("--data").replaceFirst(":.*", "");
    return setting.options().get("--model") + " on " + data;
  }

  /** The rows' names, in the order of the runs. */
  @JsonIgnore
  List<String> rows() {
    return runs.stream().map(RunRecord::row).distinct().toList();
  }

  /** The curves of a row's seeds. */
  List<Curve> curves(String row) {
    return runs.stream().filter(run -> run.row().equals(row)).map(RunRecord::curve).toList();
  }

  private DoubleStream of(String row, Function<RunRecord, OptionalDouble> figure) {
    return runs.stream()
        .filter(run -> run.row().equals(row))
        .map(figure)
        .flatMapToDouble(OptionalDouble::stream);
  }

  Optional<Spread> speed(String row) {
    return Spread.of(of(row, run -> OptionalDouble.of(run.examplesPerSecond())));
  }

  Optional<Spread> efficiency(String row) {
    return Spread.of(
        of(
            row,
            run ->
                run.efficiency() == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(run.efficiency())));
  }

  /** Passes over the data that every run got to. */
  @JsonIgnore
  double commonEpochs() {
    return runs.stream().mapToDouble(run -> run.curve().last().epochs()).min().orElseThrow();
  }

  /** Seconds of training that every run got to. */
  @JsonIgnore
  double commonSeconds() {
    return runs.stream().mapToDouble(run -> run.curve().last().seconds()).min().orElseThrow();
  }

  Optional<Spread> afterEqualEpochs(String row) {
    return Spread.of(of(row, run -> run.curve().afterEpochs(commonEpochs())));
  }

  Optional<Spread> afterEqualTime(String row) {
    return Spread.of(of(row, run -> run.curve().afterSeconds(commonSeconds())));
  }

  /** Processors and how workers were held: times of different ones say little beside each other. */
  List<String> machines() {
    return runs.stream().map(run -> run.processor() + ", " + run.limiter()).distinct().toList();
  }

  /** How much better a row is than another after equal epochs, seed by seed. */
  Optional<Spread> against(String row, String other) {
    return beside(
        row,
        other,
        (own, theirs) -> {
          OptionalDouble a = own.curve().afterEpochs(commonEpochs());
          OptionalDouble b = theirs.curve().afterEpochs(commonEpochs());
          return a.isPresent() && b.isPresent()
              ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
              : OptionalDouble.empty();
        });
  }

  /**
   * Seconds until a row is as good as plain federated averaging is at its end; infinite of a seed
   * that never was.
   */
  Optional<Spread> secondsToFedavg(String row) {
    return beside(row, FEDAVG, (own, fedavg) -> OptionalDouble.of(secondsTo(own, fedavg)));
  }

  /** The same as a part of the time that federated averaging itself took to get there. */
  Optional<Spread> ratioToFedavg(String row) {
    return beside(
        row,
        FEDAVG,
        (own, fedavg) -> OptionalDouble.of(secondsTo(own, fedavg) / secondsTo(fedavg, fedavg)));
  }

  private static double secondsTo(RunRecord own, RunRecord fedavg) {
    return own.curve().secondsTo(fedavg.curve().last().accuracy()).orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<Spread> beside(
      String row, String other, BiFunction<RunRecord, RunRecord, OptionalDouble> figure) {
    Map<Long, RunRecord> others =
        runs.stream()
            .filter(run -> run.row().equals(other))
            .collect(Collectors.toMap(RunRecord::seed, run -> run));
    return Spread.of(
        of(
            row,
            run ->
                others.containsKey(run.seed())
                    ? figure.apply(run, others.get(run.seed()))
                    : OptionalDouble.empty()));
  }
}
