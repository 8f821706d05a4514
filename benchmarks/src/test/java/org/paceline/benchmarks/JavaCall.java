package org.paceline.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.paceline.jobs.Main;

/**
 * How a virtual machine was to be started, with one of the benchmarks' classes.
 *
 * @param job whether by {@code bin/paceline}'s main class
 * @param benchmark the class
 * @param arguments behind it
 */
record JavaCall(boolean job, String benchmark, List<String> arguments) {

  private static final String BENCHMARKS = "org.paceline.benchmarks.";

  static JavaCall of(List<String> words) {
    int at = 0;
    while (!words.get(at).startsWith(BENCHMARKS)) {
      at++;
    }
    return new JavaCall(
        words.get(at - 1).equals(Main.class.getName()),
        words.get(at),
        words.subList(at + 1, words.size()));
  }

  /** Does in this process what the virtual machine would. */
  Said run() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(said, true, UTF_8)) {
      System.setOut(stream);
      System.setErr(stream);
      int code = job ? Main.run(words()) : BenchmarkCommand.execute(command(), array());
      return new Said(code, said.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private String[] words() {
    return Stream.concat(Stream.of(benchmark), arguments.stream()).toArray(String[]::new);
  }

  private String[] array() {
    return arguments.toArray(String[]::new);
  }

  @SuppressWarnings("unchecked")
  private Callable<Integer> command() {
    try {
      return (Callable<Integer>) Class.forName(benchmark).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(benchmark + " cannot be made", e);
    }
  }
}
