package org.paceline.benchmarks.torch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Python process. It ends when it is closed, and when this virtual machine ends in whatever way:
 * then its standard input closes.
 */
final class TorchProcess implements AutoCloseable {

  private static final int LAST_LINES = 5;
  private static final int MOST_BYTES = 1 << 16;
  private static final int PATIENCE_SECONDS = 10;

  private final int rank;
  private final Process process;
  private final Path log;
  private final Writer pipe;

  private TorchProcess(int rank, Process process, Path log) {
    this.rank = rank;
    this.process = process;
    this.log = log;
    this.pipe = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param heard gets all that it says, and its end at last; called by a thread of its own
   */
  static TorchProcess start(
      int rank, List<String> command, int threads, Path log, Consumer<TorchLine> heard)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    // Threads that wait for each other by spinning would do so from the process's share.
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    if (System.getProperty("os.name").equals("Linux")) {
      // The processes are all here, and a host name may lead elsewhere.
      builder.environment().put("GLOO_SOCKET_IFNAME", "lo");
    }
    TorchProcess started = new TorchProcess(rank, builder.start(), log);
    Thread listener = new Thread(() -> started.listen(heard), "paceline-torch-" + rank);
    listener.setDaemon(true);
    listener.start();
    return started;
  }

  private void listen(Consumer<TorchLine> heard) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(line -> heard.accept(TorchLine.of(rank, line)));
    } catch (IOException | RuntimeException e) {
      // It was closed while it spoke.
    } finally {
      heard.accept(TorchLine.end(rank));
    }
  }

  /** Nobody hears it where the process has ended, which is told by its output. */
  void say(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException e) {
      // See above.
    }
  }

  /** The end of what it said on standard error. */
  String lastWords() {
    try {
      byte[] all = Files.readAllBytes(log);
      int from = Math.max(0, all.length - MOST_BYTES);
      List<String> lines =
          new String(all, from, all.length - from, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  /** By this it knows that it is to end, if it was not told before. */
  void hangUp() {
    try {
      pipe.close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Waits a moment for it to end of itself. */
  @Override
  public void close() {
    hangUp();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
