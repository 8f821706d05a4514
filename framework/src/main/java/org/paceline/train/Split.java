package org.paceline.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.paceline.plan.EqualPlanner;
import org.paceline.plan.QuotaPlanner;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.SimultaneousFinishPlanner;

/** Which planner deals which round. */
@FunctionalInterface
public interface Split {

  /**
   * The planner of a round.
   *
   * @param round the round's number in the run, from 0
   * @return the planner
   */
  QuotaPlanner planner(int round);

  /**
   * Reads a split as a user writes it.
   *
   * @param text {@code proportional}, {@code equal}, a ratio such as {@code 4:2:1}, or the path of
   *     a {@code plan.json} whose rounds are repeated
   * @return the split
   * @throws IllegalArgumentException if it is none of these
   */
  static Split parse(String text) {
    if (text.equals("proportional")) {
      return round -> new SimultaneousFinishPlanner();
    }
    if (text.equals("equal")) {
      return round -> new EqualPlanner();
    }
    if (text.matches("[0-9.]+(:[0-9.]+)+")) {
      QuotaPlanner ratio =
          new RatioPlanner(Arrays.stream(text.split(":")).map(Split::part).toList());
      return round -> ratio;
    }
    if (text.endsWith(".json")) {
      return recorded(Path.of(text));
    }
    throw new IllegalArgumentException(
        "split is one of proportional, equal, a ratio such as 4:2:1, or a plan.json, not '"
            + text
            + "'");
  }

  private static Double part(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a part of a ratio is a number, not '" + text + "'");
    }
  }

  private static Split recorded(Path plan) {
    List<QuotaPlanner> rounds = new ArrayList<>();
    try {
      for (JsonNode round : new ObjectMapper().readTree(Files.readString(plan)).path("rounds")) {
        List<Double> quotas = new ArrayList<>();
        round.path("quotas").forEach(quota -> quotas.add(quota.asDouble()));
        rounds.add(new RatioPlanner(quotas));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the recorded plan %s cannot be read: %s".formatted(plan, e.getMessage()), e);
    }
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("the recorded plan " + plan + " has no rounds");
    }
    return round -> rounds.get(Math.min(round, rounds.size() - 1));
  }
}
