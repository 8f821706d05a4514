package org.paceline.benchmarks.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trains in PyTorch by processes that are held to the same shares as the workers of a cluster.
 *
 * @param python an interpreter that has torch
 * @param shares the workers' shares of a core
 * @param hold holds a process to the share of a worker
 * @param progress gets a line now and then
 */
public record TorchPool(String python, List<Double> shares, Hold hold, Consumer<String> progress) {

  private static final Path SCRIPT = Path.of("benchmarks", "src", "main", "python", "pool.py");
  private static final Path OWN = Path.of("benchmarks", "target", "torch", "bin", "python");

  /** Holds a process to the share of a worker, as {@code EmbeddedCluster::hold} does. */
  @FunctionalInterface
  public interface Hold {

    /**
     * Holds a process from now on.
     *
     * @param worker the worker's position
     * @param pid the process
     * @return whether it is held
     */
    boolean hold(int worker, long pid);
  }

  /** Copies the shares. */
  public TorchPool {
    shares = List.copyOf(shares);
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("PyTorch trains by at least 1 process, not 0");
    }
  }

  /**
   * An interpreter's PyTorch.
   *
   * @param python a command or a path
   * @return its version; empty if there is no such interpreter, or it cannot import torch
   */
  public static Optional<String> version(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch; print(torch.__version__)")
              .redirectError(Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
      boolean imported = process.onExit().join().exitValue() == 0 && !lines.isEmpty();
      return imported ? Optional.of(lines.get(lines.size() - 1).strip()) : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * An interpreter with torch.
   *
   * @param named the one that the user named, if any
   * @return that one, or else {@code python3} or the one that {@code benchmarks/run engine} made;
   *     empty if neither has torch
   * @throws IllegalArgumentException if the named one has no torch
   */
  public static Optional<String> find(Optional<String> named) {
    if (named.isPresent() && version(named.get()).isEmpty()) {
      throw new IllegalArgumentException(
          "--python '%s' cannot import torch".formatted(named.get()));
    }
    return named.or(
        () ->
            Stream.of("python3", home().resolve(OWN).toString())
                .filter(python -> version(python).isPresent())
                .findFirst());
  }

  private static Path home() {
    return Path.of(System.getProperty("paceline.home", "."));
  }

  /**
   * Trains and evaluates.
   *
   * @param work what
   * @param row in which way
   * @return what came of it
   * @throws IllegalArgumentException if the data has other images than CIFAR's, or fewer examples
   *     than there are processes
   * @throws TorchException if a process fails or cannot be held; nothing of the training runs on
   */
  public TorchRun run(TorchWork work, TorchRow row) {
    try {
      Path folder = Files.createTempDirectory("paceline-torch-");
      try {
        return new TorchTraining(command(work, folder), row, shares, hold, progress).run();
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new TorchException("PyTorch cannot be run: " + e.getMessage(), e);
    }
  }

  private TorchCommand command(TorchWork work, Path folder) throws IOException {
    TorchData data = TorchData.write(work, folder);
    if (data.size() < shares.size()) {
      throw new IllegalArgumentException(
          "%s processes need at least as many examples, not %s"
              .formatted(shares.size(), data.size()));
    }
    Path script = home().resolve(SCRIPT).toAbsolutePath();
    return new TorchCommand(python, script, folder, work, data);
  }

  /** A process that was not told to end deletes it, too. */
  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
