package org.paceline.jobs.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paceline.assign.Resources;
import org.paceline.base.Hashing;

/**
 * A job with its arguments, and what must be done before.
 *
 * @param name unique in its pipeline, and a folder's
 * @param job a short name of a job or command, or a class
 * @param arguments its command line; placeholders are open but for variables
 * @param after the stages that must be done before
 * @param copies how many runs at a time, on different machines, the first of which counts
 * @param retries how many times it runs again after a failure
 * @param seconds how long it should take on a machine of speed 1, where that is said
 * @param demand what it holds of a machine, where that is said
 * @param priority its weight
 * @param deadline when it should be done, in seconds after the pipeline's begin
 */
record Stage(
    String name,
    String job,
    List<String> arguments,
    List<String> after,
    int copies,
    int retries,
    OptionalDouble seconds,
    Optional<Resources> demand,
    double priority,
    OptionalDouble deadline) {

  /** What a stage takes of which nobody knows it. */
  static final double USUAL_SECONDS = 60;

  Stage {
    arguments = List.copyOf(arguments);
    after = List.copyOf(after);
  }

  /** Changes where what it does changes: then what it did no longer counts. */
  String definition() {
    return Hashing.hex(
        Hashing.sha256(
            Stream.of(List.of(job), arguments, after.stream().sorted().toList())
                .flatMap(part -> Stream.concat(Stream.of("" + part.size()), part.stream()))
                .map(word -> word.length() + ":" + word)
                .collect(Collectors.joining())));
  }
}
