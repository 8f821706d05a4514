package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.paceline.checkpoint.OutputException;

/**
 * What happened to a pipeline, a line an event, each on the disk before anything follows from it. A
 * coordinator that is killed leaves at most a torn last line, which the next one cuts off.
 */
final class Journal implements AutoCloseable {

  static final String FILE = "events.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** It has the values of {@code --set}. */
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens it to add to it; after {@link JournalReader#read}, for a torn line must be gone. */
  static Journal open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE);
      channel.truncate(whole(Files.readAllBytes(file)));
      channel.position(channel.size());
      return new Journal(file, channel);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** The length up to the end of the last whole line. */
  static int whole(byte[] content) {
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  void add(Event event) {
    try {
      ByteBuffer line =
          ByteBuffer.wrap((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(false);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** That a file of the pipeline cannot be written. */
  static OutputException failed(Path file, IOException cause) {
    return new OutputException(
        "%s cannot be written: %s. Make room, then run the same command again"
            .formatted(file, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }
}
