package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.assign.Machine;
import org.paceline.base.Csv;
import org.paceline.base.FormatException;
import org.paceline.base.TextFile;

/** Reads problems from files, of whatever format, which is told by what is in them. */
public final class ProblemFiles {

  private ProblemFiles() {}

  /**
   * Reads a file that has tasks and machines.
   *
   * @param file JSON of the project's own or of WfCommons, GAP or PSPLIB's {@code .sm}
   * @param reading what is left to the user
   * @return the problem
   * @throws FormatException naming file, place, rule and value
   * @throws IllegalArgumentException where the reading does not suit the format
   */
  public static ReadProblem read(Path file, Reading reading) {
    String text = TextFile.read(file);
    String name = file.toString();
    return switch (Format.of(text)) {
      case GAP -> GapFile.read(text, name, reading);
      case PSPLIB -> PsplibFile.read(text, name, reading);
      case CSV -> {
        Csv.parse(text, name);
        throw alone(name, "a table");
      }
      case JSON_LIST -> {
        JsonText.parse(text, name);
        throw alone(name, "a list");
      }
      default -> object(JsonText.parse(text, name), name, Optional.empty(), reading);
    };
  }

  private static FormatException alone(String file, String what) {
    return new FormatException(
        "%s is %s, which has either tasks or machines: both are needed, a file each"
            .formatted(file, what));
  }

  /**
   * Reads tasks and machines from a file each.
   *
   * @param tasks a table, JSON of the project's own, or WfCommons' JSON
   * @param machines a table, or JSON of the project's own; it counts where both name machines
   * @param reading what is left to the user
   * @return the problem
   * @throws FormatException naming file, place, rule and value
   * @throws IllegalArgumentException where the reading does not suit the format
   */
  public static ReadProblem read(Path tasks, Path machines, Reading reading) {
    List<Machine> all = machines(machines);
    String text = TextFile.read(tasks);
    String name = tasks.toString();
    return switch (Format.of(text)) {
      case GAP, PSPLIB ->
          throw new FormatException(
              "%s has machines of its own: a file of machines does not go with it".formatted(name));
      case CSV -> rows(TaskTable.rows(text, name), name, all, reading);
      case JSON_LIST -> {
        Map<String, JsonNode> rows = Fields.elements(JsonText.parse(text, name), name + ": tasks");
        yield rows(rows, name, all, reading);
      }
      default -> object(JsonText.parse(text, name), name, Optional.of(all), reading);
    };
  }

  private static ReadProblem object(
      JsonNode node, String file, Optional<List<Machine>> machines, Reading reading) {
    Fields fields = Fields.of(node, file);
    if (Format.of(node) == Format.WFCOMMONS) {
      reading.refuseInstance("WfCommons' JSON");
      return new WfCommons(fields, machines, reading).read();
    }
    refuse(reading);
    List<Machine> all =
        machines.orElseGet(() -> ProblemJson.machines(fields.required("machines"), file));
    return ReadProblem.of(
        ProblemJson.read(fields, all, reading.objective(), new OwnRules(file)), "JSON");
  }

  private static ReadProblem rows(
      Map<String, JsonNode> rows, String file, List<Machine> machines, Reading reading) {
    refuse(reading);
    return ReadProblem.of(
        ProblemJson.read(rows, file, machines, reading.objective(), new OwnRules(file)), "tables");
  }

  private static void refuse(Reading reading) {
    reading.refuseInstance("tasks and machines");
    reading.refuseBandwidth("tasks of one's own");
  }

  private static List<Machine> machines(Path file) {
    String text = TextFile.read(file);
    String name = file.toString();
    return switch (Format.of(text)) {
      case CSV -> MachineTable.machines(text, name);
      case JSON_LIST -> ProblemJson.machines(JsonText.parse(text, name), name);
      case JSON ->
          ProblemJson.machines(
              Fields.of(JsonText.parse(text, name), name).required("machines"), name);
      default ->
          throw new FormatException(
              "%s must be a table or JSON of machines, and is neither".formatted(name));
    };
  }
}
