package org.paceline.jobs.agent;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.paceline.job.ExitCode;
import org.paceline.model.Versions;
import org.paceline.profile.MachineProfiler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The agent as a process: {@code paceline agent}. */
public final class AgentMain {

  private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);

  /** A goodbye that takes longer is not worth it. */
  private static final long GOODBYE_SECONDS = 8;

  private AgentMain() {}

  /**
   * Runs the agent; told to end by a signal it says goodbye and exits with 0.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    UntilTold timer = new UntilTold();
    CompletableFuture<ExitCode> ended = new CompletableFuture<>();
    Thread goodbye = new Thread(() -> end(timer, ended), "paceline-goodbye");
    Runtime.getRuntime().addShutdownHook(goodbye);
    ExitCode code = ExitCode.FAILED;
    try {
      code = run(timer, args);
    } finally {
      ended.complete(code);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(goodbye);
      System.exit(code.value());
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook says with what.
    }
  }

  /** A process that a signal ends exits with 128 and the signal's number, unless it is halted. */
  private static void end(UntilTold timer, CompletableFuture<ExitCode> ended) {
    timer.end();
    ExitCode code =
        ended.completeOnTimeout(ExitCode.DONE, GOODBYE_SECONDS, TimeUnit.SECONDS).join();
    Runtime.getRuntime().halt(code.value());
  }

  @SuppressWarnings("SystemOut")
  private static ExitCode run(Timer timer, String... args) {
    AgentCommand agent = new AgentCommand();
    CommandLine command = new CommandLine(agent).setExpandAtFiles(false);
    try {
      command.parseArgs(args);
      if (command.isUsageHelpRequested()) {
        command.usage(System.out);
      } else if (command.isVersionHelpRequested()) {
        System.out.println("paceline " + Versions.all().get("paceline"));
      } else {
        agent.run(surroundings(timer));
      }
      return ExitCode.DONE;
    } catch (CommandLine.ParameterException e) {
      return told(ExitCode.BAD_ARGUMENTS, e.getMessage() + " (see --help)");
    } catch (AgentException e) {
      return told(e.code(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return told(ExitCode.BAD_ARGUMENTS, e.getMessage());
    }
  }

  @SuppressWarnings("SystemOut")
  private static ExitCode told(ExitCode code, String message) {
    System.err.println("paceline: " + message);
    return code;
  }

  private static AgentCommand.Surroundings surroundings(Timer timer) {
    return new AgentCommand.Surroundings(
        System.getenv(),
        System.in,
        () -> new MachineProfiler().detect(),
        timer,
        new SecureRandom(),
        LOG::info);
  }
}
