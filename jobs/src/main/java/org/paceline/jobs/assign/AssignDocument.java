package org.paceline.jobs.assign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paceline.assign.Placement;
import org.paceline.assign.Solution;

/**
 * The document of {@code --json}; see {@code docs/assign.md}. Numbers that are infinite are null.
 *
 * @param policy which made the plan
 * @param objectiveName what counts
 * @param objective its value
 * @param bound no plan has a better value
 * @param optimal whether it is proven that nothing is better
 * @param gap how far from the best it is at most, of 1
 * @param seconds how long the policy took
 * @param seed of all chance
 * @param completionSeconds when the last task ends
 * @param utilisation of each machine, of 1
 * @param missing tasks that should be there
 * @param notes what the user should know
 * @param assignments who does what from when to when
 * @param compared a policy each, where all were run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AssignDocument(
    String policy,
    String objectiveName,
    Double objective,
    Double bound,
    boolean optimal,
    Double gap,
    double seconds,
    long seed,
    Double completionSeconds,
    Map<String, Double> utilisation,
    List<String> missing,
    List<String> notes,
    List<Placement> assignments,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Compared> compared) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** One policy beside the others. */
  record Compared(
      String policy,
      Double objective,
      Double bound,
      boolean optimal,
      Double gap,
      double seconds,
      Double completionSeconds,
      List<String> missing) {

    static Compared of(Solution solution) {
      return new Compared(
          solution.policy(),
          finite(solution.objective()),
          finite(solution.bound()),
          solution.optimal(),
          finite(solution.gap()),
          solution.seconds(),
          finite(solution.assignment().makespan()),
          solution.missing());
    }
  }

  static AssignDocument of(Report report) {
    Solution best = report.best();
    return new AssignDocument(
        best.policy(),
        report.problem().objective().title(),
        finite(best.objective()),
        finite(best.bound()),
        best.optimal(),
        finite(best.gap()),
        best.seconds(),
        report.seed(),
        finite(best.assignment().makespan()),
        utilisation(report),
        best.missing(),
        best.notes(),
        best.assignment().placements(),
        report.compared().isEmpty() ? null : report.compared().stream().map(Compared::of).toList());
  }

  private static Map<String, Double> utilisation(Report report) {
    Map<String, Double> all = new LinkedHashMap<>();
    MachineUse.of(report.problem(), report.best())
        .forEach(use -> all.put(use.machine(), finite(use.utilisation())));
    return all;
  }

  /** JSON has no other numbers. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
