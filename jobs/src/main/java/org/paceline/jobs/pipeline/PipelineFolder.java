package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paceline.base.AtomicFile;

/**
 * The folder of a pipeline, which one coordinator at a time has: the journal, a folder a run of a
 * stage, and what is written for people.
 */
final class PipelineFolder implements AutoCloseable {

  static final String FILE = "pipeline.yaml";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final Claim claim;
  private final Journal journal;
  private final List<Event> past;
  private final Durations durations;

  private PipelineFolder(Claim claim, Durations durations) {
    this.path = claim.path();
    this.claim = claim;
    this.past = JournalReader.read(path);
    this.journal = Journal.open(path);
    this.durations = durations;
  }

  /**
   * Opens a folder for a new pipeline, or one that goes on.
   *
   * @throws IllegalArgumentException where it holds something else, or another coordinator has it
   */
  static PipelineFolder open(Path path, Durations durations) {
    Claim claim = Claim.of(path);
    try {
      return new PipelineFolder(claim, durations);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  /** What happened before this session. */
  List<Event> past() {
    return past;
  }

  Path path() {
    return path;
  }

  void note(Event event) {
    journal.add(event);
  }

  AttemptFolder attempt(Attempt attempt) {
    return AttemptFolder.of(path, attempt.stage(), attempt.number());
  }

  /** Makes the folder of a run, with what it is to run. */
  AttemptFolder prepare(Attempt attempt, Board board) {
    AttemptFolder folder = attempt(attempt);
    try {
      folder.create(order(attempt, board, folder.output()));
      return folder;
    } catch (IOException e) {
      throw Journal.failed(folder.path(), e);
    }
  }

  /** Whether a run is done; one that ended its process by itself could not note it. */
  boolean hasEndedWell(Attempt attempt, int code) {
    AttemptFolder folder = attempt(attempt);
    if (code == 0 && folder.finished().isEmpty()) {
      try {
        folder.done();
      } catch (IOException e) {
        throw Journal.failed(folder.path(), e);
      }
    }
    return folder.finished().isPresent();
  }

  private AttemptFolder.Order order(Attempt attempt, Board board, Path output) {
    Stage stage = board.run(attempt.stage()).stage();
    Place place = board.pipeline().place(attempt.machine());
    Path pipeline = board.pipeline().folder();
    Map<String, Path> before = outputs(board);
    List<String> arguments =
        Demands.needsCluster(stage) ? place.arguments(stage.arguments()) : stage.arguments();
    return new AttemptFolder.Order(
        stage.job(),
        arguments.stream().map(it -> Placeholders.fill(it, output, pipeline, before)).toList(),
        place.name());
  }

  private Map<String, Path> outputs(Board board) {
    Map<String, Path> outputs = new LinkedHashMap<>();
    for (StageRun run : board.runs()) {
      run.done().ifPresent(it -> outputs.put(it.stage(), attempt(it).output()));
    }
    return outputs;
  }

  void remember(Stage stage, Attempt done, Place place) {
    durations.remember(stage, (done.finish() - done.start()) * place.machine().speed());
  }

  /** What this session runs; it can have what others should not read. */
  void file(String content) {
    try {
      AtomicFile.writePrivate(path.resolve(FILE), content);
    } catch (IOException e) {
      throw Journal.failed(path.resolve(FILE), e);
    }
  }

  void text(String name, String content) {
    write(path.resolve(name), content);
  }

  void json(String name, Object content) {
    text(name, asJson(content));
  }

  static void write(Path file, String content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw Journal.failed(file, e);
    }
  }

  static String asJson(Object content) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the pipeline has no JSON form", e);
    }
  }

  @Override
  public void close() {
    journal.close();
    claim.close();
  }
}
