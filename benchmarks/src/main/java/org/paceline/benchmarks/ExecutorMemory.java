package org.paceline.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** The memory of a real executor, watched from outside while it trains. */
final class ExecutorMemory {

  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final int MILLISECONDS_BETWEEN_LOOKS = 200;

  private ExecutorMemory() {}

  /** The most that the executor of the main job had resident, with cnn in batches of 64. */
  static long peak(int cores) throws IOException {
    System.err.println("memory of an executor: training cnn in batches of 64...");
    Process job = start(cores);
    long peak = 0;
    try {
      while (!job.waitFor(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, resident(job));
      }
    } catch (InterruptedException e) {
      job.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an executor was watched", e);
    }
    if (job.exitValue() != 0) {
      throw new IOException(
          "the training whose memory was watched ended with exit code " + job.exitValue());
    }
    return peak;
  }

  private static Process start(int cores) throws IOException {
    String command = EngineBenchmark.home().resolve("bin").resolve("paceline").toString();
    String workers = String.valueOf(cores);
    return new ProcessBuilder(
            command,
            "train",
            "--workers",
            workers,
            "--model",
            "cnn",
            "--batch-size",
            "64",
            "--epochs",
            "2")
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private static long resident(Process job) {
    return job.descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
        .mapToLong(ExecutorMemory::peakResident)
        .max()
        .orElse(0);
  }

  /** Nothing, if it has ended since it was found. */
  private static long peakResident(ProcessHandle process) {
    try {
      return MemoryUse.peakResident(process.pid());
    } catch (IOException e) {
      return 0;
    }
  }
}
