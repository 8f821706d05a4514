package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.paceline.base.AtomicFile;

/**
 * The folder of one run of a stage: {@code stage.json} says what to run, {@code log.txt} what it
 * said, {@code output} is its own, {@code done.json} is there where it ended well.
 *
 * @param path where it is
 */
// The lock decides between a run that outlives its coordinator for a moment and the next one: a run
// that has it ends as it ends; once the next coordinator has written into it, the run is over even
// if its process comes up only then.
record AttemptFolder(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DONE = "done.json";
  private static final String LOCK = "lock";
  private static final int TAIL_LINES = 5;
  private static final int TAIL_BYTES = 1 << 14;

  /**
   * What to run.
   *
   * @param job a short name, or a class
   * @param arguments its command line
   * @param machine the machine it counts for
   */
  record Order(String job, List<String> arguments, String machine) {}

  static AttemptFolder of(Path pipeline, String stage, int attempt) {
    return new AttemptFolder(
        pipeline.resolve("stages").resolve(stage).resolve("attempt-" + attempt));
  }

  Path output() {
    return path.resolve("output");
  }

  Path log() {
    return path.resolve("log.txt");
  }

  void create(Order order) throws IOException {
    Files.createDirectories(path);
    AtomicFile.writePrivate(
        path.resolve("stage.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(order) + "\n");
  }

  Order order() throws IOException {
    return JSON.readValue(path.resolve("stage.json").toFile(), Order.class);
  }

  void done() throws IOException {
    AtomicFile.write(
        path.resolve(DONE), "{\"finished\": %s}\n".formatted(System.currentTimeMillis()));
  }

  /**
   * When the run ended well, in milliseconds since 1970; empty where it did not, or where that
   * cannot be read any more. Only this decides whether a run is done.
   */
  Optional<Long> finished() {
    try {
      JsonNode read = JSON.readTree(path.resolve(DONE).toFile()).path("finished");
      return read.isIntegralNumber() ? Optional.of(read.asLong()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes the run for this process, until it lets go of it or ends.
   *
   * @return empty where a coordinator has ended the run
   */
  Optional<FileLock> take() throws IOException {
    FileLock lock = channel().lock();
    return lock.acquiredBy().isOpen() && Files.size(path.resolve(LOCK)) == 0
        ? Optional.of(lock)
        : Optional.empty();
  }

  /**
   * Ends the run for good where its process does not hold it.
   *
   * @return whether it has ended; false while its process lives
   */
  boolean end() throws IOException {
    if (!Files.isDirectory(path)) {
      return true;
    }
    try (FileChannel channel = channel();
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
      channel.write(ByteBuffer.wrap("over\n".getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      return true;
    }
  }

  private FileChannel channel() throws IOException {
    return new RandomAccessFile(path.resolve(LOCK).toFile(), "rw").getChannel();
  }

  /** The last that the run said. */
  List<String> tail() throws IOException {
    if (!Files.exists(log())) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL_BYTES));
      byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(end);
      List<String> lines =
          new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }
  }
}
