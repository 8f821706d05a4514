package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Words of {@code paceline machine} for what an owner allows. */
abstract class LoanWords extends AgentWords {

  LoanWords(Terminal terminal) {
    super(terminal);
  }

  static String hours(JsonNode rules) {
    List<String> windows = new ArrayList<>();
    rules.path("hours").forEach(window -> windows.add(window.asText()));
    return windows.isEmpty()
        ? "always"
        : String.join(", ", windows) + " " + rules.path("zone").asText();
  }

  @Command(
      description = "Says when, how much and for whom a machine of yours may work; shows it.",
      footer = {
        "",
        "What is not given stays as it is.",
        "",
        "Example:",
        "  paceline machine rules rocket --hours 'mon-fri 18:00-08:00' --zone Europe/Berlin \\",
        "    --share 0.5 --project Mountains"
      })
  int rules(
      @Parameters(paramLabel = "MACHINE", description = "name or id") String word,
      @Option(
              names = "--hours",
              paramLabel = "HOURS",
              description = "as 'mon-fri 18:00-08:00', again for more; 'always' for all hours")
          List<String> hours,
      @Option(names = "--zone", description = "whose clock the hours are of") String zone,
      @Option(names = "--share", description = "of cores and memory, above 0 to 1") Double share,
      @Option(
              names = "--project",
              paramLabel = "PROJECT",
              description = "who may use it, again for more; 'none' for nobody")
          List<String> projects) {
    JsonNode machine = finder().machine(word);
    ObjectNode rules = machine.path("rules").deepCopy();
    if (hours != null) {
      ArrayNode windows = rules.putArray("hours");
      hours.stream().filter(window -> !window.equals("always")).forEach(windows::add);
    }
    if (zone != null) {
      rules.put("zone", zone);
    }
    if (share != null) {
      rules.put("maximumShare", share);
    }
    if (projects != null) {
      ArrayNode ids = rules.putArray("projects");
      projects.stream().filter(p -> !p.equals("none")).map(this::projectId).forEach(ids::add);
    }
    return changed(machine, rules);
  }

  private String projectId(String word) {
    return finder().project(word).path("id").asText();
  }

  private int changed(JsonNode machine, ObjectNode rules) {
    JsonNode now = machine;
    if (!rules.equals(machine.path("rules"))) {
      now = api().change("PUT", path(machine) + "/rules", rules, version(machine)).body();
    }
    JsonNode shown = now.path("rules");
    Table table = new Table("NAME", "HOURS", "SHARE", "PROJECTS");
    table.add(
        now.path("name").asText(),
        hours(shown),
        shown.path("maximumShare").asText(),
        String.valueOf(shown.path("projects").size()));
    return show(now, table);
  }

  @Command(
      description = "Lends a machine of yours to a project, or takes it back.",
      footer = {"", "Example:", "  paceline machine lend rocket Mountains"})
  int lend(
      @Parameters(index = "0", paramLabel = "MACHINE", description = "name or id") String word,
      @Parameters(index = "1", paramLabel = "PROJECT", description = "name or id") String project,
      @Option(names = "--back", description = "takes it back") boolean back) {
    JsonNode machine = finder().machine(word);
    String id = projectId(project);
    ObjectNode rules = machine.path("rules").deepCopy();
    List<String> lent = new ArrayList<>();
    rules.path("projects").forEach(to -> lent.add(to.asText()));
    lent.remove(id);
    if (!back) {
      lent.add(id);
    }
    lent.forEach(rules.putArray("projects")::add);
    return changed(machine, rules);
  }

  @Command(
      description = "Stops a machine of yours at once.",
      footer = {"", "Example:", "  paceline machine pause rocket"})
  int pause(@Parameters(paramLabel = "MACHINE", description = "name or id") String word) {
    JsonNode machine = finder().machine(word);
    JsonNode now = api().change("PUT", path(machine) + "/pause", null, null).body();
    return show(now, () -> say("%s is paused", now.path("name").asText()));
  }

  @Command(
      description = "Lets a machine of yours work again, within its rules.",
      footer = {"", "Example:", "  paceline machine resume rocket"})
  int resume(@Parameters(paramLabel = "MACHINE", description = "name or id") String word) {
    JsonNode machine = finder().machine(word);
    JsonNode now = api().change("DELETE", path(machine) + "/pause", null, null).body();
    return show(now, () -> say("%s is not paused any more", now.path("name").asText()));
  }
}
