package org.paceline.job;

import java.util.List;
import java.util.Map;

/**
 * Something to run on a pool of unequal executors.
 *
 * <p>Give the class picocli's {@code @Command} and fields with {@code @Option} to have arguments;
 * {@code --workers} and {@code --master} come by themselves. Run it with {@link JobMain}.
 */
public interface Job {

  /**
   * The command line that the job really runs with, such as that of the run it resumes.
   *
   * @param given what the user gave
   * @return what is parsed instead
   * @throws IllegalArgumentException for exit code 2
   */
  default List<String> arguments(List<String> given) {
    return given;
  }

  /**
   * Checks arguments and opens inputs, before any cluster is started.
   *
   * @throws IllegalArgumentException naming the rule and the value, for exit code 2
   * @throws org.paceline.data.DataException for exit code 3
   */
  default void check() {}

  /**
   * What the executors need in their environment, asked after {@link #check()}.
   *
   * @return values by name
   */
  default Map<String, String> executorEnvironment() {
    return Map.of();
  }

  /**
   * Loads libraries and compiles code on the executors, before those of an embedded cluster are
   * held to their shares of a core.
   *
   * @param context the running application
   */
  default void warmUp(JobContext context) {}

  /**
   * Does the work.
   *
   * @param context the running application
   * @throws Exception as the job needs; {@link JobMain} turns it into an exit code
   */
  void run(JobContext context) throws Exception;
}
