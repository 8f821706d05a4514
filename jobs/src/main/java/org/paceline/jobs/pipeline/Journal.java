package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.paceline.checkpoint.OutputException;
import org.paceline.data.DataException;

/**
 * What happened to a pipeline, a line an event, each on the disk before anything follows from it. A
 * coordinator that is killed leaves at most a torn last line, which the next one cuts off.
 */
final class Journal implements AutoCloseable {

  static final String FILE = "events.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens it to add to it; after {@link #read}, for a torn line must be gone. */
  static Journal open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(whole(Files.readAllBytes(file)));
      channel.position(channel.size());
      return new Journal(file, channel);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** The length up to the end of the last whole line. */
  private static int whole(byte[] content) {
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /**
   * What happened so far.
   *
   * @param folder the pipeline's
   * @return empty where nothing did
   * @throws DataException where a line that is not the last is none of a journal
   */
  static List<Event> read(Path folder) {
    Path file = folder.resolve(FILE);
    List<Event> events = new ArrayList<>();
    if (!Files.exists(file)) {
      return events;
    }
    try {
      byte[] content = Files.readAllBytes(file);
      for (String line :
          new String(content, 0, whole(content), StandardCharsets.UTF_8).lines().toList()) {
        events.add(JSON.readValue(line, Event.class));
      }
      return events;
    } catch (JsonProcessingException e) {
      throw new DataException(
          "%s is damaged in line %s: %s".formatted(file, events.size() + 1, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** What the last coordinator was started with. */
  static Optional<Event.Session> lastSession(Path folder) {
    return read(folder).stream()
        .map(Event::session)
        .filter(Objects::nonNull)
        .reduce((one, next) -> next);
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

  private static OutputException failed(Path file, IOException cause) {
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
