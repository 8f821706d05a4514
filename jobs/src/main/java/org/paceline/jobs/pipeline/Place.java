package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.paceline.assign.Machine;

/**
 * A machine of a pipeline.
 *
 * @param machine what it has, how fast it is and when it is there
 * @param arguments what each job that runs there gets before its own arguments
 */
record Place(Machine machine, List<String> arguments) {

  /** The options that say where a job runs: either takes the place of the other. */
  private static final List<String> WHERE = List.of("--workers", "--master");

  Place {
    arguments = List.copyOf(arguments);
  }

  String name() {
    return machine.id();
  }

  /**
   * A job's command line here: what it says itself holds, what it does not say is the machine's.
   */
  List<String> arguments(List<String> ofJob) {
    List<String> all = new ArrayList<>();
    boolean kept = true;
    for (String word : arguments) {
      if (word.startsWith("--")) {
        kept = ofJob.stream().noneMatch(other -> clash(option(word), option(other)));
      }
      if (kept) {
        all.add(word);
      }
    }
    all.addAll(ofJob);
    return all;
  }

  private static boolean clash(String one, String other) {
    return one.equals(other) || (WHERE.contains(one) && WHERE.contains(other));
  }

  private static String option(String word) {
    return word.split("=", 2)[0];
  }
}
