package org.paceline.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.paceline.checkpoint.OutputException;

/** A file of events that TensorBoard reads while it grows. Not thread-safe. */
final class EventFile implements AutoCloseable {

  private static final String VERSION = "brain.Event:2";
  private static final double MILLIS = 1000;

  private final Path file;
  private final Clock clock;
  private final OutputStream out;
  private final RecordStream records;

  private EventFile(Path file, Clock clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    this.records = new RecordStream(out);
  }

  /** Begins a file in a folder, which may have others: TensorBoard takes them for one run. */
  static EventFile in(Path folder, Clock clock) {
    Path file =
        folder.resolve(
            String.format(Locale.ROOT, "events.out.tfevents.%d.paceline", clock.millis()));
    try {
      Files.createDirectories(folder);
      EventFile events = new EventFile(file, clock);
      events.write(events.event().text(3, VERSION));
      return events;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Adds values by tag, all of one step. */
  void scalars(long step, Map<String, Double> values) {
    ProtoWriter summary = new ProtoWriter();
    values.forEach(
        (tag, value) ->
            summary.message(1, new ProtoWriter().text(1, tag).single(2, value.floatValue())));
    write(event().whole(2, step).message(5, summary));
  }

  private ProtoWriter event() {
    return new ProtoWriter().number(1, clock.millis() / MILLIS);
  }

  private void write(ProtoWriter event) {
    try {
      records.write(event.bytes());
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static OutputException failed(Path file, IOException cause) {
    return new OutputException(
        "%s cannot be written: %s".formatted(file, cause.getMessage()), cause);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }
}
