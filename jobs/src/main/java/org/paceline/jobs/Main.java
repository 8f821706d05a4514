package org.paceline.jobs;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.paceline.job.ExitCode;
import org.paceline.job.Job;
import org.paceline.job.JobMain;
import org.paceline.jobs.agent.AgentMain;
import org.paceline.jobs.assign.AssignCommand;

/**
 * One command in front of all jobs: {@code paceline NAME [options]}, where the name is a short one
 * of this package or the class name of any job on the class path.
 */
public final class Main {

  private static final Map<String, Supplier<Job>> JOBS =
      new TreeMap<>(
          Map.of(
              "profile", Profile::new,
              "plan", Plan::new,
              "train", Train::new,
              "evaluate", Evaluate::new,
              "predict", Predict::new));

  private Main() {}

  /**
   * Runs the job that the first argument names.
   *
   * @param args the job's name, then its options
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("submit")) {
      System.exit(Submit.run(System.out, System.err, Arrays.copyOfRange(args, 1, args.length)));
    }
    if (args.length > 0 && args[0].equals("plan") && PlanSteps.takes(args)) {
      System.exit(PlanSteps.run(System.out, System.err, Arrays.copyOfRange(args, 1, args.length)));
    }
    if (args.length > 0 && args[0].equals("assign")) {
      String[] options = Arrays.copyOfRange(args, 1, args.length);
      System.exit(AssignCommand.run(System.out, System.err, options).value());
    }
    if (args.length > 0 && args[0].equals("agent")) {
      AgentMain.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    Supplier<Job> job = args.length == 0 ? null : find(args[0]);
    if (job == null) {
      boolean help = args.length > 0 && args[0].matches("--help|-h|help");
      (help ? System.out : System.err).println(usage(args));
      System.exit(help ? ExitCode.DONE.value() : ExitCode.BAD_ARGUMENTS.value());
    }
    JobMain.run(job.get(), Arrays.copyOfRange(args, 1, args.length));
  }

  private static Supplier<Job> find(String name) {
    return name.contains(".") ? () -> create(name) : JOBS.get(name);
  }

  /** The class that a job's name stands for. */
  static String jobClass(String name) {
    if (name.contains(".")) {
      return name;
    }
    if (!JOBS.containsKey(name)) {
      throw new IllegalArgumentException(
          "'%s' is no job; there are %s, or the class name of another"
              .formatted(name, JOBS.keySet()));
    }
    return JOBS.get(name).get().getClass().getName();
  }

  private static Job create(String className) {
    try {
      return Class.forName(className).asSubclass(Job.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      System.err.println(
          "paceline: %s is no job with a constructor without arguments on the class path: %s"
              .formatted(className, e));
      System.exit(ExitCode.BAD_ARGUMENTS.value());
      throw new IllegalStateException(e);
    }
  }

  private static String usage(String[] args) {
    String unknown =
        args.length == 0 || args[0].startsWith("-") || args[0].equals("help")
            ? ""
            : "paceline: '" + args[0] + "' is no command" + System.lineSeparator();
    return unknown
        + """
        usage: paceline COMMAND [options]

          train      train a network on unequal machines so that all finish together
          evaluate   compare a trained model with labelled data
          predict    let a trained model name the class of every image
          profile    show what the executors are and how fast they should be
          plan       time a network on the executors and show who would get how much;
                     plan --steps: divide a batch by measured step times
          assign     say which whole task goes to which machine, from a file
          submit     run one of these on Kubernetes, in cluster mode
          image      assemble the image for Kubernetes
          agent      lend this machine through a service
          serve      start the service through which a team shares its machines
          audit      follow the chain of the service's audit: audit verify
          login, logout, whoami, password, register, invite, project, machine, data, files
                     use the service from here
          CLASS      run a job of your own, found in PACELINE_CLASSPATH
          test       run the project's tests
          chaos      run the tests in which machines die, hang, slow down and join

        paceline COMMAND --help lists a command's options.""";
  }
}
