package org.paceline.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A training on a folder of many files, watched from outside until it has gone on for a while.
 *
 * @param files how many
 * @param workers the shares of a core
 */
record FilesRun(int files, String workers) {

  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int ROUNDS = 4;

  /**
   * What was seen.
   *
   * @param files files of images
   * @param firstRoundSeconds from the start of the command to the end of the first round
   * @param secondsPerRound of the rounds after it
   * @param heapBytes live objects of each executor then, the largest first
   */
  record Seen(int files, double firstRoundSeconds, double secondsPerRound, List<Long> heapBytes) {}

  Seen run() throws IOException, InterruptedException {
    System.err.println("files: writing " + files + "...");
    Path output = Files.createTempDirectory("paceline-files-run-");
    try (ManyFiles data = ManyFiles.of(files)) {
      System.err.println("files: training on " + files + "...");
      long start = System.nanoTime();
      Process job = start(data.folder(), output.resolve("run"));
      try {
        double first = await(job, output.resolve("run"), 1, start);
        double last = await(job, output.resolve("run"), ROUNDS, start);
        return new Seen(files, first, (last - first) / (ROUNDS - 1), heaps(job));
      } finally {
        stop(job);
      }
    }
  }

  private Process start(Path data, Path output) throws IOException {
    String command = EngineBenchmark.home().resolve("bin").resolve("paceline").toString();
    return new ProcessBuilder(
            command,
            "train",
            "--data",
            "images:" + data,
            "--model",
            "lenet",
            "--workers",
            workers,
            "--round-batches",
            "8",
            "--epochs",
            "20",
            "--output",
            output.toString())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT)
        .start();
  }

  /** Waits until so many rounds are done; seconds since the start. */
  private static double await(Process job, Path output, int rounds, long start)
      throws IOException, InterruptedException {
    Path progress = output.resolve("progress.jsonl");
    while (!Files.exists(progress) || lines(progress) < rounds) {
      double seconds = (System.nanoTime() - start) / 1e9;
      if (job.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS) || seconds > PATIENCE.toSeconds()) {
        throw new IOException("the training did not get to round " + rounds);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  private static List<Long> heaps(Process job) throws IOException, InterruptedException {
    List<Long> heaps = new java.util.ArrayList<>();
    for (ProcessHandle process : job.descendants().toList()) {
      if (commandLine(process.pid()).contains(EXECUTOR)) {
        heaps.add(liveBytes(process.pid()));
      }
    }
    heaps.sort(java.util.Comparator.reverseOrder());
    return heaps;
  }

  /** What the system tells of it by other means is cut to a page. */
  private static String commandLine(long pid) throws IOException {
    byte[] line = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
    return new String(line, StandardCharsets.UTF_8);
  }

  /** The last line of a histogram of live objects is their sum: objects, bytes. */
  private static long liveBytes(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process histogram =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram").start();
    String all = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    histogram.waitFor();
    String total = all.strip().substring(all.strip().lastIndexOf('\n') + 1);
    return Long.parseLong(total.strip().split("\\s+")[2]);
  }

  private static void stop(Process job) throws InterruptedException {
    job.destroy();
    if (!job.waitFor(1, TimeUnit.MINUTES)) {
      job.destroyForcibly();
    }
  }
}
