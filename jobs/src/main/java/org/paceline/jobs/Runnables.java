package org.paceline.jobs;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.paceline.job.ExitCode;
import org.paceline.job.Job;
import org.paceline.job.JobMain;
import org.paceline.jobs.pipeline.PipelineCommand;

/**
 * What can be run by a name: jobs, which get a cluster, and commands, which need none and are
 * picocli's {@code Callable<Integer>}.
 */
public final class Runnables {

  private static final Map<String, Class<? extends Job>> JOBS =
      new TreeMap<>(
          Map.of(
              "profile", Profile.class,
              "plan", Plan.class,
              "train", Train.class,
              "evaluate", Evaluate.class,
              "predict", Predict.class));

  private static final Map<String, Class<? extends Callable<Integer>>> COMMANDS =
      new TreeMap<>(Map.of("keep-best", KeepBest.class, "pipeline", PipelineCommand.class));

  /** Commands that {@link Main} runs in their own way. */
  private static final List<String> OTHERS = List.of("assign", "submit");

  private Runnables() {}

  /**
   * The class that a name stands for.
   *
   * @param name a short one, or that of a class
   * @return empty where a short name is not known
   * @throws IllegalArgumentException where no job and no command has the name of a class
   */
  public static Optional<Class<?>> find(String name) {
    if (name.contains(".")) {
      return Optional.of(load(name));
    }
    Class<?> job = JOBS.get(name);
    return Optional.ofNullable(job != null ? job : COMMANDS.get(name));
  }

  /**
   * The short names.
   *
   * @return of jobs, then of commands
   */
  public static List<String> names() {
    return Stream.of(JOBS.keySet(), COMMANDS.keySet(), OTHERS).flatMap(Collection::stream).toList();
  }

  /**
   * Whether a name can be run.
   *
   * @param name a short one, or that of a class
   * @return false where a short name is not known
   * @throws IllegalArgumentException where no job and no command has the name of a class
   */
  public static boolean knows(String name) {
    return OTHERS.contains(name) || find(name).isPresent();
  }

  private static Class<?> load(String name) {
    try {
      // Nothing of it runs before its turn.
      Class<?> type = Class.forName(name, false, Runnables.class.getClassLoader());
      if (canBeMade(type) && (isJob(type) || Callable.class.isAssignableFrom(type))) {
        return type;
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(none(name, ": " + e), e);
    }
    throw new IllegalArgumentException(none(name, ""));
  }

  private static boolean canBeMade(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && Stream.of(type.getDeclaredConstructors())
            .anyMatch(it -> it.getParameterCount() == 0 && it.canAccess(null));
  }

  private static String none(String name, String why) {
    return name
        + " is no job with a public constructor without arguments on the class path, and no command"
        + why;
  }

  /**
   * Whether it is a job, and gets a cluster.
   *
   * @param name a short name, or that of a class
   * @param options its command line
   * @return false for a command
   */
  public static boolean needsCluster(String name, List<String> options) {
    boolean ofSteps = name.equals("plan") && PlanSteps.takes(options.toArray(new String[0]));
    return !ofSteps && find(name).filter(Runnables::isJob).isPresent();
  }

  private static boolean isJob(Class<?> type) {
    return Job.class.isAssignableFrom(type);
  }

  /**
   * Runs a job or a command.
   *
   * @param type its class
   * @param options its command line
   * @return the exit code
   */
  static int run(Class<?> type, String... options) {
    Object made;
    try {
      made = make(type);
    } catch (ReflectiveOperationException e) {
      System.err.println("paceline: " + none(type.getName(), ": " + e));
      return ExitCode.BAD_ARGUMENTS.value();
    }
    return made instanceof Job job
        ? JobMain.runToEnd(job, options).value()
        : CommandMain.run((Callable<?>) made, options);
  }

  private static Object make(Class<?> type) throws ReflectiveOperationException {
    return type.getDeclaredConstructor().newInstance();
  }

  /** The class of the job that a name stands for, without a look at the class path. */
  static String jobClass(String name) {
    if (name.contains(".")) {
      return name;
    }
    if (!JOBS.containsKey(name)) {
      throw new IllegalArgumentException(
          "'%s' is no job; there are %s, or the class name of another"
              .formatted(name, JOBS.keySet()));
    }
    return JOBS.get(name).getName();
  }
}
