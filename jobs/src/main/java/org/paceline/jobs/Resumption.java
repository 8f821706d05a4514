package org.paceline.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paceline.checkpoint.CheckpointFile;
import org.paceline.checkpoint.CheckpointFolder;

/** How a run is taken up again: from its newest whole checkpoint, with the options it had. */
final class Resumption {

  static final String OPTION = "--resume";

  private static final Set<String> CLUSTER = Set.of("--workers", "--master", "--executor-timeout");
  private static final Set<String> OUTPUT = Set.of(OPTION, "--output");

  private Resumption() {}

  /** Where the checkpoints of a run are. */
  static Path checkpoints(Path run) {
    return run.resolve("checkpoints");
  }

  /** The folder that is to be resumed, if one is. */
  static Optional<Path> folder(List<String> given) {
    return options(given).stream()
        .filter(option -> option.name().equals(OPTION) && option.hasValue())
        .map(option -> RunFolder.place(Path.of(option.value())))
        .findFirst();
  }

  /** The run's own options, with the cluster's as they are given now. */
  static List<String> arguments(List<String> given) {
    Optional<Path> run = folder(given);
    if (run.isEmpty()) {
      return given;
    }
    List<String> now = new ArrayList<>();
    for (Given option : options(given)) {
      if (!CLUSTER.contains(option.name()) && !option.name().equals(OPTION)) {
        throw new IllegalArgumentException(
            "--resume goes on with the options of the run; beside it only --workers, --master and"
                + " --executor-timeout can be given, not "
                + option.name());
      }
      now.add(option.name());
    }
    if (now.contains("--workers") || now.contains("--master")) {
      // Either says where to run, and takes the place of the other.
      now.addAll(List.of("--workers", "--master"));
    }
    CheckpointFile checkpoint = CheckpointFolder.newest(checkpoints(run.get()));
    List<String> all = without(checkpoint.arguments(), now);
    all.addAll(given);
    return all;
  }

  /** What a checkpoint remembers: what was asked for, but not where it is written. */
  static List<String> remembered(List<String> arguments) {
    return without(arguments, List.copyOf(OUTPUT));
  }

  private static List<String> without(List<String> arguments, List<String> names) {
    List<String> kept = new ArrayList<>();
    for (Given option : options(arguments)) {
      if (!names.contains(option.name())) {
        kept.addAll(option.words());
      }
    }
    return kept;
  }

  /** An option with the words that it was given as. */
  private record Given(String name, List<String> words) {
    boolean hasValue() {
      return words.size() > 1 || words.get(0).contains("=");
    }

    String value() {
      String first = words.get(0);
      return words.size() > 1 ? words.get(1) : first.substring(first.indexOf('=') + 1);
    }
  }

  private static List<Given> options(List<String> arguments) {
    List<Given> options = new ArrayList<>();
    for (String word : arguments) {
      if (word.startsWith("--") || options.isEmpty()) {
        options.add(new Given(word.split("=", 2)[0], new ArrayList<>(List.of(word))));
      } else {
        options.get(options.size() - 1).words().add(word);
      }
    }
    return options;
  }
}
