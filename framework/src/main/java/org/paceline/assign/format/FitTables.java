package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.paceline.assign.Fit;
import org.paceline.assign.Machine;
import org.paceline.base.FormatException;

/**
 * How a task is on single machines: {@code on}, with all of a machine in one place, or a table each
 * of seconds, values and costs. Where any names machines, the task can go to these only; so all
 * must name the same ones. A number in place of a table holds on every machine that it can go to.
 */
final class FitTables {

  private final Fields fields;
  private final List<Machine> machines;
  private final Map<String, Fit> fits = new LinkedHashMap<>();
  private String namedBy = "";

  FitTables(Fields fields, List<Machine> machines) {
    this.fields = fields;
    this.machines = machines;
  }

  Map<String, Fit> fits() {
    fields.object("on").ifPresent(this::takeOn);
    takeTable("seconds", Fit::seconds);
    takeTable("value", Fit::value);
    takeTable("cost", Fit::cost);
    takeNumber("seconds", Fit::seconds);
    takeNumber("value", Fit::value);
    takeNumber("cost", Fit::cost);
    return fits;
  }

  private void takeOn(Fields on) {
    requireSome("on", on.names());
    for (String machine : on.names()) {
      fits.put(machine, fit(on.object(machine).orElseThrow()));
    }
    namedBy = "on";
  }

  private static Fit fit(Fields of) {
    Fit fit =
        Rules.kept(
            of.place(),
            () ->
                new Fit(
                    of.number("seconds"),
                    of.number("value"),
                    of.number("cost"),
                    of.object("demand").map(MachineJson::resources)));
    of.end();
    return fit;
  }

  private Optional<JsonNode> node(String name) {
    return fields.node(name);
  }

  private void takeTable(String name, BiFunction<Fit, Double, Fit> with) {
    if (node(name).filter(JsonNode::isObject).isPresent()) {
      Fields table = fields.object(name).orElseThrow();
      Map<String, Double> numbers = table.numbers();
      requireSome(name, numbers.keySet());
      requireSameMachines(name, numbers.keySet());
      numbers.forEach((machine, number) -> take(table.place(), machine, number, with));
    }
  }

  private void requireSome(String name, Collection<String> machines) {
    if (machines.isEmpty()) {
      throw new FormatException(
          "%s: '%s' must name at least one machine".formatted(fields.place(), name));
    }
  }

  private void requireSameMachines(String name, Set<String> named) {
    if (namedBy.isEmpty()) {
      namedBy = name;
    } else if (!named.equals(fits.keySet())) {
      throw new FormatException(
          "%s: '%s' and '%s' must name the same machines, not %s and %s"
              .formatted(fields.place(), namedBy, name, fits.keySet(), named));
    }
  }

  private void takeNumber(String name, BiFunction<Fit, Double, Fit> with) {
    if (node(name).filter(it -> !it.isObject()).isPresent()) {
      double number = fields.number(name).orElseThrow();
      if (namedBy.isEmpty()) {
        machines.forEach(machine -> fits.put(machine.id(), Fit.USUAL));
        namedBy = name;
      }
      for (String machine : List.copyOf(fits.keySet())) {
        take(fields.place(), machine, number, with);
      }
    }
  }

  private void take(
      String place, String machine, double number, BiFunction<Fit, Double, Fit> with) {
    Fit before = fits.getOrDefault(machine, Fit.USUAL);
    Fit after = Rules.kept(place, () -> with.apply(before, number));
    fits.put(machine, after);
  }
}
