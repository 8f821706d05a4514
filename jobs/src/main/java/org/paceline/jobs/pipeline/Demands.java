package org.paceline.jobs.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paceline.assign.Resources;
import org.paceline.job.JobMain;
import org.paceline.jobs.Runnables;

/** What a stage holds of a machine, in cores and GiB where it does not say so itself. */
final class Demands {

  /** Rounding of sums. */
  private static final double EPSILON = 1e-9;

  private static final double GIB_OF_DRIVER = 1;
  private static final double GIB_OF_WORKER = 1;
  private static final double GIB_OF_COMMAND = 0.25;

  private static final List<Double> NO_SHARES = List.of(1.0);
  private static final double MOST_SHARE = 1e6;

  private Demands() {}

  /** What a stage holds: what nobody stated is never more than the machine has. */
  static Resources of(Stage stage, Place place) {
    Resources usual = atMost(usual(stage, place), place.machine().capacity());
    return stage.demand().map(stated -> filled(stage, stated, usual, place)).orElse(usual);
  }

  /** A demand that does not name cores or memory holds what is usual of them. */
  private static Resources filled(Stage stage, Resources stated, Resources usual, Place place) {
    Map<String, Double> amounts = new TreeMap<>(stated.amounts());
    amounts.putIfAbsent("cores", usual.amount("cores"));
    double part = takesAll(stage, place) ? part(amounts.get("cores"), usual.amount("cores")) : 1;
    amounts.putIfAbsent("memory", usual.amount("memory") * part);
    return new Resources(amounts);
  }

  /**
   * Whether a job takes all of a machine, which is a cluster: a part of its cores, a part of it.
   */
  private static boolean takesAll(Stage stage, Place place) {
    return needsCluster(stage)
        && option(stage.arguments(), "--master").isEmpty()
        && option(place.arguments(stage.arguments()), "--master").isPresent();
  }

  private static double part(double cores, double all) {
    return Math.min(1, cores / all);
  }

  /** Whether a machine has what a stage holds. */
  static boolean fits(Stage stage, Place place) {
    return within(of(stage, place), place.machine().capacity());
  }

  /** Whether a stage is a job, and no command. */
  static boolean needsCluster(Stage stage) {
    return Runnables.needsCluster(stage.job(), stage.arguments());
  }

  private static Resources usual(Stage stage, Place place) {
    if (!needsCluster(stage)) {
      return of(1, GIB_OF_COMMAND);
    }
    List<String> all = place.arguments(stage.arguments());
    if (takesAll(stage, place)) {
      return place.machine().capacity();
    }
    Optional<String> master = option(all, "--master");
    if (master.isPresent()) {
      return onMaster(master.get());
    }
    List<Double> shares = shares(option(all, "--workers").orElse(JobMain.USUAL_WORKERS));
    double cores = shares.stream().mapToDouble(share -> share).sum();
    return of(cores, GIB_OF_DRIVER + shares.size() * GIB_OF_WORKER);
  }

  /** Of a cluster elsewhere only the driver is here. */
  private static Resources onMaster(String url) {
    return of(
        url.matches("local\\[\\d{1,6}\\]") ? Double.parseDouble(url.replaceAll("\\D", "")) : 1,
        GIB_OF_DRIVER);
  }

  private static Resources of(double cores, double gib) {
    return Resources.of("cores", cores).and("memory", gib);
  }

  /** Shares that are none are the job's own business: it says what is wrong with them. */
  private static List<Double> shares(String text) {
    try {
      List<Double> shares = List.of(text.split(",")).stream().map(Double::valueOf).toList();
      return shares.stream().allMatch(share -> share > 0 && share < MOST_SHARE)
          ? shares
          : NO_SHARES;
    } catch (NumberFormatException e) {
      return NO_SHARES;
    }
  }

  private static Optional<String> option(List<String> arguments, String name) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).startsWith(name + "=")) {
        return Optional.of(arguments.get(i).substring(name.length() + 1));
      }
      if (arguments.get(i).equals(name) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * What a job's virtual machine is told, so that it takes of a machine what it is planned with.
   */
  static List<String> options(Stage stage, Place place) {
    boolean ofMachine = option(stage.arguments(), "--master").isEmpty();
    boolean standalone =
        option(place.arguments(), "--master").filter(url -> url.startsWith("spark://")).isPresent();
    double cores = stage.demand().map(demand -> of(stage, place).amount("cores")).orElse(0.0);
    // Else the first job takes all cores of the cluster, and the next one waits for it.
    return ofMachine && standalone && needsCluster(stage) && cores >= 1
        ? List.of("-Dspark.cores.max=" + (long) cores)
        : List.of();
  }

  private static Resources atMost(Resources wanted, Resources most) {
    Map<String, Double> amounts = new TreeMap<>();
    wanted
        .amounts()
        .forEach((name, amount) -> amounts.put(name, Math.min(amount, most.amount(name))));
    return new Resources(amounts);
  }

  static boolean within(Resources held, Resources capacity) {
    return held.amounts().entrySet().stream()
        .allMatch(amount -> amount.getValue() <= capacity.amount(amount.getKey()) + EPSILON);
  }

  static Resources sum(Resources one, Resources other) {
    Map<String, Double> amounts = new TreeMap<>(one.amounts());
    other.amounts().forEach((name, amount) -> amounts.merge(name, amount, Double::sum));
    return new Resources(amounts);
  }

  /** Whether something could begin and end within one window of a machine that is not over. */
  static boolean inHours(Place place, double from, double seconds) {
    double there = seconds / place.machine().speed();
    return place.machine().hours().stream()
        .anyMatch(hours -> Math.max(from, hours.from()) + there <= hours.until());
  }
}
