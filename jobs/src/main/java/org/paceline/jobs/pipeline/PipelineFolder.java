package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.paceline.base.AtomicFile;
import org.paceline.checkpoint.OutputException;
import org.paceline.jobs.RunFolder;

/**
 * The folder of a pipeline, which one coordinator at a time has: the journal, a folder a run of a
 * stage, and what is written for people.
 */
final class PipelineFolder implements AutoCloseable {

  static final String FILE = "pipeline.yaml";

  private static final String LOCK = "lock";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final FileChannel lock;
  private final Journal journal;
  private final List<Event> past;
  private final Durations durations;

  private PipelineFolder(Path path, FileChannel lock, Durations durations) {
    this.path = path;
    this.lock = lock;
    this.past = Journal.read(path);
    this.journal = Journal.open(path);
    this.durations = durations;
  }

  /** Whether a pipeline has begun in a folder. */
  static boolean isOne(Path path) {
    return Files.exists(path.resolve(Journal.FILE));
  }

  /**
   * Opens a folder for a new pipeline, or one that goes on.
   *
   * @throws IllegalArgumentException where it holds something else, or another coordinator has it
   */
  static PipelineFolder open(Path path, Durations durations) {
    try {
      if (!isOne(path)) {
        create(path);
      }
      return new PipelineFolder(path, locked(path), durations);
    } catch (IOException e) {
      throw new OutputException("%s cannot be written: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static void create(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createDirectories(RunFolder.check(path));
    }
    try (Stream<Path> content = Files.list(path)) {
      // A coordinator that was killed at once left its lock.
      if (content.anyMatch(file -> !file.getFileName().toString().equals(LOCK))) {
        throw new IllegalArgumentException(
            "--output %s exists already and is no pipeline's folder".formatted(path));
      }
    }
  }

  private static FileChannel locked(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalArgumentException(
          "%s is at work: another paceline pipeline has this folder".formatted(path));
    }
    return channel;
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
      throw failed(folder.path(), e);
    }
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
      throw failed(file, e);
    }
  }

  static String asJson(Object content) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the pipeline has no JSON form", e);
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
    journal.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw failed(path.resolve(LOCK), e);
    }
  }
}
