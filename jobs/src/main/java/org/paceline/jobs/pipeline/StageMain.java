package org.paceline.jobs.pipeline;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.paceline.job.ExitCode;
import org.paceline.jobs.Main;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of a process that runs a stage. It notes by itself that the stage is done, so that
 * it counts also where the coordinator is killed at that moment; and it ends when its standard
 * input does, which is the coordinator's end, however that comes.
 */
final class StageMain {

  /** What a job needs at most to end its cluster. */
  private static final long PATIENCE_SECONDS = 15;

  /** What is left after a job or command is nobody's: its cluster has ended before. */
  private static final Duration AFTER_WORK = Duration.ofMillis(500);

  /** Less than the leash waits. */
  private static final Duration AT_EXIT = Duration.ofSeconds(10);

  private StageMain() {}

  /**
   * Runs the stage whose folder is the only argument.
   *
   * @param args the folder of the attempt
   */
  public static void main(String[] args) {
    // Ctrl-C reaches the whole process group; the coordinator lets go of its stages by itself.
    for (String name : Set.of("INT", "HUP")) {
      Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
    }
    InputStream line = new FileInputStream(FileDescriptor.in);
    // A stage that reads its input must come to an end of it.
    System.setIn(InputStream.nullInputStream());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Descendants.end(AT_EXIT), "paceline-descendants"));
    Thread leash = new Thread(() -> followTheCoordinator(line), "paceline-leash");
    leash.setDaemon(true);
    leash.start();
    System.exit(run(new AttemptFolder(Path.of(args[0]))));
  }

  @SuppressWarnings("SystemOut")
  private static int run(AttemptFolder folder) {
    try {
      Optional<FileLock> held = folder.take();
      if (held.isEmpty()) {
        System.err.println("paceline: this run was ended before it began");
        return ExitCode.FAILED.value();
      }
      try (FileLock lock = held.get()) {
        return run(folder, folder.order());
      }
    } catch (IOException e) {
      System.err.println("paceline: the stage's folder cannot be used: " + e);
      return ExitCode.OUTPUT_FAILED.value();
    } catch (RuntimeException | Error e) {
      // Threads of the job could keep the process for ever.
      e.printStackTrace();
      return ExitCode.FAILED.value();
    }
  }

  private static int run(AttemptFolder folder, AttemptFolder.Order order) throws IOException {
    int code = Main.run(words(order.job(), order.arguments()));
    Descendants.end(AFTER_WORK);
    if (code == ExitCode.DONE.value()) {
      folder.done();
    }
    return code;
  }

  private static String[] words(String job, List<String> arguments) {
    return Stream.concat(Stream.of(job), arguments.stream()).toArray(String[]::new);
  }

  private static void followTheCoordinator(InputStream line) {
    try {
      while (line.read() >= 0) {
        // Nobody says anything.
      }
    } catch (IOException e) {
      // A broken pipe is an end, too.
    }
    Thread exit = new Thread(() -> System.exit(ExitCode.FAILED.value()), "paceline-exit");
    exit.setDaemon(true);
    exit.start();
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Descendants.end();
    Runtime.getRuntime().halt(ExitCode.FAILED.value());
  }
}
