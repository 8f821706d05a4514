package org.paceline.jobs.pipeline;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A stage that does as a test says, and notes when it begins and ends. */
@Command(name = "test-stage")
public final class TestStage implements Callable<Integer> {

  @Option(names = "--name", required = true)
  private String name;

  @Option(names = "--journal", required = true)
  private Path journal;

  @Option(names = "--fail-times")
  private int failures;

  @Option(names = "--code")
  private int code = 1;

  @Option(names = "--wait-for")
  private Path signal;

  @Option(names = "--output")
  private Path output;

  @Option(names = "--how")
  private How how = How.PLAIN;

  /** How odd it is. */
  enum How {
    PLAIN,
    /** It reads its input, and leaves a process behind, whose number it writes into its output. */
    READS_AND_LEAVES,
    /** It ends its process by itself, as if all were well. */
    EXITS,
    /** It ends its process badly after it noted that it is done, as a shutdown hook could. */
    HALTS_WHEN_DONE
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    note("begin");
    System.out.println("this is " + name);
    while (signal != null && !Files.exists(signal)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    if (failed() < failures) {
      note("fail");
      System.err.println("it does not want to");
      return code;
    }
    if (output != null) {
      Files.writeString(Files.createDirectories(output).resolve("made"), name);
    }
    note("end");
    beOdd();
    return 0;
  }

  private void beOdd() throws IOException {
    switch (how) {
      case PLAIN -> {}
      case READS_AND_LEAVES -> {
        System.in.readAllBytes();
        Process left = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(output.resolve("left"), String.valueOf(left.pid()));
      }
      case EXITS -> System.exit(0);
      case HALTS_WHEN_DONE ->
          Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(9)));
    }
  }

  private long failed() throws IOException {
    return Files.readAllLines(journal).stream().filter(("fail " + name)::equals).count();
  }

  private void note(String what) throws IOException {
    Files.writeString(journal, what + " " + name + "\n", CREATE, APPEND);
  }
}
