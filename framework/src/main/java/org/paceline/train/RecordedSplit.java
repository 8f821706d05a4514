package org.paceline.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.paceline.plan.QuotaPlanner;
import org.paceline.plan.RatioPlanner;

/**
 * The quotas of an earlier run, round by round; after its last round the last ratio goes on.
 *
 * @param rounds blocks of each worker in each round
 */
record RecordedSplit(List<List<Double>> rounds) implements Split {

  static RecordedSplit read(Path plan) {
    List<List<Double>> rounds = new ArrayList<>();
    try {
      for (JsonNode round : new ObjectMapper().readTree(Files.readString(plan)).path("rounds")) {
        List<Double> trained = new ArrayList<>();
        round
            .path(round.has("trained") ? "trained" : "quotas")
            .forEach(q -> trained.add(q.asDouble()));
        // A round in which nobody trained anything has nothing to repeat.
        if (trained.stream().anyMatch(quota -> quota > 0)) {
          rounds.add(List.copyOf(trained));
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the recorded plan %s cannot be read: %s".formatted(plan, e.getMessage()), e);
    }
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("the recorded plan " + plan + " has no rounds");
    }
    return new RecordedSplit(alike(rounds));
  }

  /** Workers that joined later have nothing in the rounds before. */
  private static List<List<Double>> alike(List<List<Double>> rounds) {
    int workers = rounds.stream().mapToInt(List::size).max().orElseThrow();
    return rounds.stream()
        .map(
            round ->
                Stream.concat(round.stream(), Stream.generate(() -> 0.0)).limit(workers).toList())
        .toList();
  }

  @Override
  public QuotaPlanner planner(int round) {
    return new RatioPlanner(rounds.get(Math.min(round, rounds.size() - 1)));
  }

  @Override
  public boolean fixed() {
    return true;
  }

  @Override
  public OptionalInt parts() {
    return OptionalInt.of(rounds.get(0).size());
  }

  @Override
  public OptionalInt units(int round) {
    return round < rounds.size()
        ? OptionalInt.of((int) rounds.get(round).stream().mapToDouble(q -> q).sum())
        : OptionalInt.empty();
  }
}
