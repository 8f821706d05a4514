package org.paceline.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paceline.plan.MeasuredSteps;
import org.paceline.plan.StepBaselines;
import org.paceline.plan.StepPlan;

/** What a division by step times says: for people, and for programs. */
record StepPlanText(StepPlan plan, StepPlan equal, StepPlan peak, double bound) {

  static StepPlanText of(StepPlan plan, double bound) {
    List<MeasuredSteps> machines = plan.machines();
    int batch = plan.globalBatch();
    return new StepPlanText(
        plan,
        StepBaselines.equal(machines, batch),
        StepBaselines.byPeakSpeed(machines, batch),
        bound);
  }

  /** The one object of {@code --json}. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("globalBatch", plan.globalBatch());
    document.put("shares", byMachine(plan.shares()));
    document.put("seconds", byMachine(seconds()));
    document.put("stepSeconds", plan.stepSeconds());
    document.put("bound", bound);
    document.put("equalStepSeconds", equal.stepSeconds());
    document.put("peakSpeedStepSeconds", peak.stepSeconds());
    return document;
  }

  private List<Double> seconds() {
    return java.util.stream.IntStream.range(0, plan.machines().size())
        .mapToObj(plan::seconds)
        .toList();
  }

  private Map<String, Object> byMachine(List<? extends Number> values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      named.put(plan.machines().get(i).machine(), values.get(i));
    }
    return named;
  }

  /** A table of the machines, and how the step compares. */
  String text() {
    return table()
        + System.lineSeparator()
        + String.format(
            Locale.ROOT,
            "A step of %d examples: %s s; no division is below %s s on these curves (%.1f %% less).%n",
            plan.globalBatch(),
            number(plan.stepSeconds()),
            number(bound),
            100 * (1 - bound / plan.stepSeconds()))
        + beside("Equal shares", equal)
        + beside("Shares by peak speed", peak);
  }

  private Table table() {
    Table table =
        new Table(
            "machine",
            "measured",
            "alone s",
            "share",
            "step s",
            "equal",
            "step s",
            "by peak",
            "step s");
    for (int i = 0; i < plan.machines().size(); i++) {
      MeasuredSteps machine = plan.machines().get(i);
      table.row(
          machine.machine(),
          "from " + machine.seconds().firstKey() + " to " + machine.cap(),
          alone(machine),
          plan.shares().get(i),
          number(plan.seconds(i)),
          equal.shares().get(i),
          number(equal.seconds(i)),
          peak.shares().get(i),
          number(peak.seconds(i)));
    }
    return table;
  }

  private String alone(MeasuredSteps machine) {
    int batch = plan.globalBatch();
    return batch <= machine.cap() ? number(machine.seconds(batch)) : "too much";
  }

  private String beside(String what, StepPlan other) {
    return String.format(
        Locale.ROOT,
        "%s: %s s, %.2f times as long.%n",
        what,
        number(other.stepSeconds()),
        other.stepSeconds() / plan.stepSeconds());
  }

  private static String number(double seconds) {
    return seconds == 0 ? "0" : String.format(Locale.ROOT, "%.4g", seconds);
  }
}
