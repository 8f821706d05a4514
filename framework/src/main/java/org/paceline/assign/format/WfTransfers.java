package org.paceline.assign.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.paceline.base.FormatException;

/** What files take from a task to the next: nothing, unless the user gives a bandwidth. */
final class WfTransfers {

  private static final double MEGA = 1e6;

  private final Map<String, Double> bytes = new HashMap<>();
  private final Map<String, Set<String>> outputs = new HashMap<>();
  private final Map<String, Set<String>> inputs = new HashMap<>();
  private final OptionalDouble megabytesPerSecond;

  WfTransfers(Fields specification, Map<String, Fields> tasks, Reading reading) {
    megabytesPerSecond = reading.megabytesPerSecond();
    if (megabytesPerSecond.isPresent()) {
      specification.array("files").forEach((place, node) -> size(Fields.of(node, place)));
      tasks.forEach((id, task) -> outputs.put(id, files(task, "outputFiles")));
      tasks.forEach((id, task) -> inputs.put(id, files(task, "inputFiles")));
    }
  }

  private void size(Fields of) {
    String place = of.place() + ": sizeInBytes";
    double size = Fields.number(of.required("sizeInBytes"), place);
    if (!(size >= 0) || Double.isInfinite(size)) {
      throw new FormatException("%s must be at least 0 and finite, not %s".formatted(place, size));
    }
    bytes.put(of.name("id"), size);
  }

  private Set<String> files(Fields task, String field) {
    Set<String> files = new HashSet<>();
    task.array(field)
        .forEach(
            (place, node) -> {
              String id = Fields.text(node, place);
              if (!bytes.containsKey(id)) {
                throw new FormatException(
                    "%s: file '%s' must have a size in workflow.specification.files, as there is a bandwidth"
                        .formatted(place, id));
              }
              files.add(id);
            });
    return files;
  }

  /** What those files take that one task writes and the other reads. */
  double seconds(String parent, String child) {
    if (megabytesPerSecond.isEmpty()) {
      return 0;
    }
    double sum =
        inputs.get(child).stream()
            .filter(outputs.get(parent)::contains)
            .sorted()
            .mapToDouble(bytes::get)
            .sum();
    return sum / (megabytesPerSecond.getAsDouble() * MEGA);
  }
}
