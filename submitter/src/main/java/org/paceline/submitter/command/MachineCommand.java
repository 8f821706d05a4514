package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paceline machine}: the machines themselves. */
@Command(
    name = "paceline machine",
    description = "Machines that are lent. A machine is named by its name or id.",
    footer = {"", "Example:", "  paceline machine list --project Mountains"})
final class MachineCommand extends LoanWords {

  MachineCommand(Terminal terminal) {
    super(terminal);
  }

  @Command(
      description = "Registers a machine by hand; it is away until an agent reports from it.",
      footer = {
        "",
        "Example:",
        "  paceline machine add rocket --cores 16 --memory 64GiB --gpu 'RTX 3090'"
      })
  int add(
      @Parameters(paramLabel = "NAME", description = "one of yours") String name,
      @Option(names = "--cores", required = true, description = "that may be used") double cores,
      @Option(names = "--memory", required = true, paramLabel = "SIZE", description = "as 64GiB")
          String memory,
      @Option(
              names = "--gpu",
              paramLabel = "NAME",
              description = "of 'machine gpus'; again for more")
          List<String> gpus,
      @Option(names = "--gigahertz", description = "of a core; assumed unless given")
          Double gigahertz,
      @Option(names = "--processor", paramLabel = "NAME", description = "for people")
          String processor) {
    ObjectNode profile =
        body().put("name", name).put("cores", cores).put("memoryBytes", Amount.bytes(memory));
    if (gigahertz != null) {
      profile.put("gigahertz", gigahertz);
    }
    if (processor != null) {
      profile.put("processor", processor);
    }
    if (gpus != null) {
      gpus.forEach(profile.putArray("gpus")::add);
    }
    JsonNode made = api().post("/machines", profile).body();
    return show(
        made,
        () -> say("Machine %s added: %s", made.path("name").asText(), made.path("id").asText()));
  }

  @Command(
      description = "Lists your machines and those of your projects: what each can do and does.",
      footer = {"", "Example:", "  paceline machine list --project Mountains"})
  int list(
      @Option(names = "--project", paramLabel = "PROJECT", description = "only those lent to it")
          String project) {
    String path = project == null ? "" : MemberWords.path(finder().project(project));
    JsonNode all = api().list(path + "/machines");
    Table table =
        new Table("NAME", "OWNER", "DEVICE", "GFLOPS", "THERE", "STATE", "PROJECTS", "ID");
    Map<String, String> projects = json() ? Map.of() : projects();
    for (JsonNode machine : all) {
      table.add(
          machine.path("name").asText(),
          machine.path("ownerName").asText(),
          device(machine),
          String.format(
              Locale.ROOT, "%.0f", machine.path("nominalSpeed").path("gigaflops").asDouble()),
          there(machine),
          state(machine),
          lentTo(machine, projects),
          machine.path("id").asText());
    }
    return show(all, table);
  }

  private Map<String, String> projects() {
    Map<String, String> names = new HashMap<>();
    api().list("/projects").forEach(p -> names.put(p.path("id").asText(), p.path("name").asText()));
    return names;
  }

  private static String device(JsonNode machine) {
    boolean gpu = machine.path("nominalSpeed").path("device").asText().equals("gpu");
    return gpu
        ? machine.path("gpus").path(0).asText()
        : "%s cores".formatted(plain(machine.path("cores").asDouble()));
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.valueOf(number);
  }

  private String there(JsonNode machine) {
    if (machine.path("present").asBoolean()) {
      return "present";
    }
    JsonNode seen = machine.path("lastSeen");
    return seen.isTextual() ? "away since " + ago(seen) : "never seen";
  }

  private static String state(JsonNode machine) {
    String state = machine.path("state").asText();
    return machine.path("paused").asBoolean() ? state + ", paused" : state;
  }

  private static String lentTo(JsonNode machine, Map<String, String> names) {
    List<String> lent = new ArrayList<>();
    machine
        .path("rules")
        .path("projects")
        .forEach(id -> lent.add(names.getOrDefault(id.asText(), id.asText())));
    return String.join(", ", lent);
  }

  @Command(
      description = "Shows a machine.",
      footer = {"", "Example:", "  paceline machine show rocket"})
  int show(@Parameters(paramLabel = "MACHINE", description = "name or id") String word) {
    JsonNode machine = finder().machine(word);
    JsonNode rules = machine.path("rules");
    List<String> gpus = new ArrayList<>();
    machine.path("gpus").forEach(gpu -> gpus.add(gpu.asText()));
    return show(
        machine,
        new Table()
            .add("Name", machine.path("name").asText())
            .add("Id", machine.path("id").asText())
            .add("Owner", machine.path("ownerName").asText())
            .add("Processor", machine.path("processor").asText())
            .add("Cores", plain(machine.path("cores").asDouble()))
            .add("Memory", Amount.size(machine.path("memoryBytes").asLong()))
            .add("GPUs", String.join(", ", gpus))
            .add("Nominal GFLOPS", machine.path("nominalSpeed").path("gigaflops").asText())
            .add("There", there(machine))
            .add("State", state(machine))
            .add("Hours", hours(rules))
            .add("Share", rules.path("maximumShare").asText())
            .add("Projects", json() ? "" : lentTo(machine, projects())));
  }

  @Command(
      description = "Forgets a machine of yours.",
      footer = {"", "Example:", "  paceline machine remove rocket"})
  int remove(@Parameters(paramLabel = "MACHINE", description = "name or id") String word) {
    JsonNode machine = finder().machine(word);
    api().change("DELETE", path(machine), null, version(machine));
    return done("Machine %s removed", machine.path("name").asText());
  }

  @Command(
      description = "Lists the graphics cards that 'machine add' knows.",
      footer = {"", "Example:", "  paceline machine gpus"})
  int gpus() {
    JsonNode all = api().list("/gpus");
    Table table = new Table("NAME", "CAPABILITY", "TFLOPS", "MEMORY GIB");
    for (JsonNode card : all) {
      table.add(
          card.path("name").asText(),
          card.path("capability").asText(),
          card.path("teraflops").asText(),
          card.path("memoryGib").asText());
    }
    return show(all, table);
  }
}
