package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.paceline.data.DataException;

/** Reads a journal, and checks that it can be one. */
final class JournalReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Boolean> ended = new HashMap<>();

  private JournalReader(Path file) {
    this.file = file;
  }

  /**
   * What happened so far.
   *
   * @param folder the pipeline's
   * @return empty where nothing did, else a session's begin and what follows
   * @throws DataException where a line that is not the last is none of a journal
   */
  static List<Event> read(Path folder) {
    Path file = folder.resolve(Journal.FILE);
    return Files.exists(file) ? new JournalReader(file).read() : List.of();
  }

  /** What the last coordinator was started with. */
  static Optional<Event.Session> lastSession(Path folder) {
    return read(folder).stream()
        .map(Event::session)
        .filter(Objects::nonNull)
        .reduce((one, next) -> next);
  }

  private List<Event> read() {
    try {
      byte[] content = Files.readAllBytes(file);
      String lines = new String(content, 0, Journal.whole(content), StandardCharsets.UTF_8);
      lines.lines().forEach(this::take);
      return List.copyOf(events);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void take(String line) {
    Event event = event(line);
    if (event == null) {
      throw damaged("it is empty", null);
    }
    if (events.isEmpty() && event.kind() != Event.Kind.SESSION) {
      throw damaged("no session has begun before", null);
    }
    if (event.attempt() != null) {
      checkOrder(event.attempt());
    }
    events.add(event);
  }

  private Event event(String line) {
    try {
      return JSON.readValue(line, Event.class);
    } catch (JsonProcessingException e) {
      boolean ofRecord = e.getCause() instanceof IllegalArgumentException;
      throw damaged(ofRecord ? e.getCause().getMessage() : e.getOriginalMessage(), e);
    }
  }

  /** A run begins once, then ends once. */
  private void checkOrder(Attempt attempt) {
    String run = "run %s of %s".formatted(attempt.number(), attempt.stage());
    Boolean before = ended.put(run, attempt.end() != null);
    if (attempt.end() == null && before != null) {
      throw damaged(run + " begins twice", null);
    }
    if (attempt.end() != null && !Boolean.FALSE.equals(before)) {
      throw damaged(run + (before == null ? " ends, but never began" : " ends twice"), null);
    }
  }

  private DataException damaged(String why, Exception cause) {
    return new DataException(
        "%s is damaged in line %s: %s".formatted(file, events.size() + 1, why), cause);
  }
}
