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
    return 0;
  }

  private long failed() throws IOException {
    return Files.readAllLines(journal).stream().filter(("fail " + name)::equals).count();
  }

  private void note(String what) throws IOException {
    Files.writeString(journal, what + " " + name + "\n", CREATE, APPEND);
  }
}
