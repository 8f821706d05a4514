package org.paceline.job;

import java.nio.charset.StandardCharsets;

/**
 * Ends the process when a driver runs out of heap, wherever in it that happens.
 *
 * <p>Threads of Spark die of it in silence, and the job would wait for them for ever. The process
 * is halted, not exited: what runs at an exit needs heap, too. The children of an embedded cluster
 * see their parent gone and clean up.
 */
final class OutOfHeap {

  private static final long MIB = 1 << 20;

  // Made beforehand: when the heap is full to the last byte, not even a text can be put together.
  private static final byte[] MESSAGE =
      ("paceline: the driver ran out of memory (heap "
              + Runtime.getRuntime().maxMemory() / MIB
              + " MiB). Give it more (PACELINE_JAVA_OPTS=-Xmx4g, or spark-submit --driver-memory 4g);"
              + " a training that wrote checkpoints goes on with --resume"
              + System.lineSeparator())
          .getBytes(StandardCharsets.UTF_8);

  private static final int CODE = ExitCode.FAILED.value();

  private OutOfHeap() {}

  /** Watches all threads that nobody else watches. */
  static void watch() {
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof OutOfMemoryError) {
            end();
          } else if (usual != null) {
            usual.uncaughtException(thread, failure);
          } else {
            // As the JVM tells it where there is no handler.
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
          }
        });
  }

  static void end() {
    try {
      System.err.write(MESSAGE, 0, MESSAGE.length);
      System.err.flush();
    } finally {
      Runtime.getRuntime().halt(CODE);
    }
  }
}
