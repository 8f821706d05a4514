package org.paceline.jobs;

import java.util.Arrays;
import java.util.Optional;
import org.paceline.job.ExitCode;
import org.paceline.jobs.agent.AgentMain;
import org.paceline.jobs.assign.AssignCommand;

/**
 * One command in front of all jobs: {@code paceline NAME [options]}, where the name is a short one
 * of {@link Runnables}, or the class name of any job or command on the class path.
 */
public final class Main {

  private Main() {}

  /**
   * Runs what the first argument names and ends the process.
   *
   * @param args the job's name, then its options
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs what the first argument names.
   *
   * @param args the name of a job or command, or the class of either; then its options
   * @return the exit code for the process; an agent ends the process by itself
   */
  public static int run(String... args) {
    String name = args.length == 0 ? "" : args[0];
    String[] options = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    if (name.equals("submit")) {
      return Submit.run(System.out, System.err, options);
    }
    if (name.equals("plan") && PlanSteps.takes(args)) {
      return PlanSteps.run(System.out, System.err, options);
    }
    if (name.equals("assign")) {
      return AssignCommand.run(System.out, System.err, options).value();
    }
    if (name.equals("agent")) {
      AgentMain.main(options);
    }
    Optional<Class<?>> runnable;
    try {
      runnable = Runnables.find(name);
    } catch (IllegalArgumentException e) {
      System.err.println("paceline: " + e.getMessage());
      return ExitCode.BAD_ARGUMENTS.value();
    }
    return runnable.map(type -> Runnables.run(type, options)).orElseGet(() -> unknown(name));
  }

  @SuppressWarnings("SystemOut")
  private static int unknown(String name) {
    boolean help = name.matches("--help|-h|help");
    (help ? System.out : System.err).println(usage(name));
    return help ? ExitCode.DONE.value() : ExitCode.BAD_ARGUMENTS.value();
  }

  /** The class that a job's name stands for. */
  static String jobClass(String name) {
    return Runnables.jobClass(name);
  }

  private static String usage(String name) {
    String unknown =
        name.isEmpty() || name.startsWith("-") || name.equals("help")
            ? ""
            : "paceline: '" + name + "' is no command" + System.lineSeparator();
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
          pipeline   run jobs that depend on each other, several at once where they fit
          keep-best  keep the model of the best of several evaluations
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
