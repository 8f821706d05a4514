package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.paceline.assign.Machine;

/** Makes a pipeline of the nodes of its file. */
final class PipelineReader {

  private static final String NAME = "[A-Za-z0-9._-]{1,100}";
  private static final int MOST = 1000;
  private static final int MOST_RETRIES = 1000;

  private final Path folder;
  private final Given given;
  private final Supplier<Place> here;

  PipelineReader(Path folder, Given given, Supplier<Place> here) {
    this.folder = folder;
    this.given = given;
    this.here = here;
  }

  /**
   * What is in a file.
   *
   * @param pipeline the pipeline
   * @param set what {@code --set} gave to it, for another session
   */
  record Read(Pipeline pipeline, Map<String, String> set) {}

  Read read(YamlNode root) {
    Map<String, YamlNode> fields = root.fields(Set.of("name", "variables", "machines", "stages"));
    if (!fields.containsKey("stages")) {
      throw root.wrong("must have stages");
    }
    Variables variables = variables(fields);
    List<Stage> stages = new ArrayList<>();
    for (Named named : named(fields.get("stages"), "stage")) {
      stages.add(stage(named, variables));
    }
    List<Place> places = new ArrayList<>();
    if (fields.containsKey("machines")) {
      for (Named named : named(fields.get("machines"), "machine")) {
        places.add(place(named, variables));
      }
    } else {
      places.add(here.get());
    }
    variables.checkUsed();
    return new Read(new Pipeline(name(fields), folder, places, stages), variables.kept());
  }

  private static String name(Map<String, YamlNode> fields) {
    return fields.containsKey("name") ? checked(fields.get("name")) : "pipeline";
  }

  private Variables variables(Map<String, YamlNode> fields) {
    Map<String, String> ofFile = new LinkedHashMap<>();
    if (fields.containsKey("variables")) {
      fields.get("variables").fields().forEach((name, value) -> ofFile.put(name, value.text()));
    }
    return new Variables(ofFile, given);
  }

  private record Named(String name, Map<String, YamlNode> fields, YamlNode node) {}

  /** Things with names: fields by name, or a list of fields with a name in each. */
  private static List<Named> named(YamlNode node, String what) {
    Map<String, Named> all = new LinkedHashMap<>();
    if (node.isMap()) {
      node.fields().forEach((name, value) -> all.put(name, named(name, value, value, what)));
      all.values().forEach(PipelineReader::checkKey);
    } else {
      for (YamlNode item : node.items()) {
        YamlNode name = item.fields().get("name");
        if (name == null) {
          throw item.wrong("must have a name");
        }
        if (all.put(name.text(), named(name.text(), name, item, what)) != null) {
          throw name.wrong("must be different, but two are '%s'".formatted(name.text()));
        }
      }
    }
    if (all.isEmpty() || all.size() > MOST) {
      throw node.wrong("must have from 1 to %s, not %s".formatted(MOST, all.size()));
    }
    return List.copyOf(all.values());
  }

  /** What has its name before the colon may say it again, but no other. */
  private static void checkKey(Named named) {
    YamlNode again = named.fields().get("name");
    if (again != null && !again.text().equals(named.name())) {
      throw again.wrong("must be '%s', not '%s'".formatted(named.name(), again.text()));
    }
  }

  private static Named named(String name, YamlNode at, YamlNode node, String what) {
    if (!allowed(name)) {
      throw at.wrong(rule(name));
    }
    YamlNode called = new YamlNode(node.file(), what + " " + name, node.node());
    Set<String> known = what.equals("stage") ? StageFields.KNOWN : PlaceFields.KNOWN;
    return new Named(name, called.fields(known), called);
  }

  private static String checked(YamlNode node) {
    if (!allowed(node.text())) {
      throw node.wrong(rule(node.text()));
    }
    return node.text();
  }

  /** It becomes the name of a folder. */
  private static boolean allowed(String name) {
    return name.matches(NAME) && !name.startsWith(".");
  }

  private static String rule(String name) {
    return "must have a name of letters, digits, '.', '_' and '-' that does not begin with '.', at"
        + " most 100 of them, not '"
        + name
        + "'";
  }

  private static Stage stage(Named named, Variables variables) {
    StageFields fields = new StageFields(named.node(), named.fields());
    return new Stage(
        named.name(),
        fields.job(),
        fields.arguments().stream().map(variables::fill).toList(),
        fields.after(),
        fields.whole("copies", 1, 1, MOST),
        fields.whole("retries", 0, 0, MOST_RETRIES),
        fields.aboveZero("seconds"),
        fields.demand(),
        fields.number("priority", 1),
        fields.aboveZero("deadline"));
  }

  private static Place place(Named named, Variables variables) {
    PlaceFields fields = new PlaceFields(named.node(), named.fields());
    return new Place(
        new Machine(named.name(), fields.capacity(), fields.speed(), fields.windows(), 1, 0),
        fields.arguments().stream().map(variables::fill).toList());
  }
}
