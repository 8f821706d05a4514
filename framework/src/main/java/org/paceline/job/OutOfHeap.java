package org.paceline.job;

/**
 * Ends the process when a driver runs out of heap, wherever in it that happens.
 *
 * <p>Threads of Spark die of it in silence, and the job would wait for them for ever. The process
 * is halted, not exited: what runs at an exit needs heap, too. The children of an embedded cluster
 * see their parent gone and clean up.
 */
final class OutOfHeap {

  private static final long MIB = 1 << 20;

  private OutOfHeap() {}

  /** Watches all threads that nobody else watches. */
  static void watch() {
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof OutOfMemoryError error) {
            end(error);
          } else if (usual != null) {
            usual.uncaughtException(thread, failure);
          } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
          }
        });
  }

  static void end(OutOfMemoryError error) {
    System.err.println(
        "paceline: the driver ran out of memory ("
            + error.getMessage()
            + "; heap "
            + Runtime.getRuntime().maxMemory() / MIB
            + " MiB). Give it more (PACELINE_JAVA_OPTS=-Xmx4g, or spark-submit --driver-memory 4g);"
            + " a training that wrote checkpoints goes on with --resume");
    Runtime.getRuntime().halt(ExitCode.FAILED.value());
  }
}
