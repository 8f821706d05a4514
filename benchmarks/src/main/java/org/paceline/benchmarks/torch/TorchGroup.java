package org.paceline.benchmarks.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Processes that train together: if one ends before its time, all do. */
final class TorchGroup implements AutoCloseable {

  private final BlockingQueue<TorchLine> heard = new LinkedBlockingQueue<>();
  private final List<TorchProcess> processes = new ArrayList<>();
  private final Path folder;

  TorchGroup(Path folder) {
    this.folder = folder;
  }

  void add(List<String> command, int threads) throws IOException {
    int rank = processes.size();
    Path log = folder.resolve(command.get(2) + "-" + rank + ".log");
    processes.add(TorchProcess.start(rank, command, threads, log, heard::add));
  }

  void say(String line) {
    processes.forEach(process -> process.say(line));
  }

  /**
   * Waits until every process has said a word.
   *
   * @param others gets the other lines in the meantime
   * @return each process's line, in their order
   * @throws TorchException if one ends instead
   */
  List<TorchLine> all(String word, Consumer<TorchLine> others) {
    Map<Integer, TorchLine> lines = new TreeMap<>();
    while (lines.size() < processes.size()) {
      TorchLine line = next();
      if (line.says(word)) {
        lines.put(line.rank(), line);
      } else {
        others.accept(line);
      }
    }
    return List.copyOf(lines.values());
  }

  /** Waits until one process has said a word. */
  TorchLine one(String word) {
    TorchLine line = next();
    while (!line.says(word)) {
      line = next();
    }
    return line;
  }

  private TorchLine next() {
    try {
      TorchLine line = heard.take();
      if (line.isEnd()) {
        throw new TorchException(
            "process %s of PyTorch ended too early: %s"
                .formatted(line.rank(), processes.get(line.rank()).lastWords()));
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TorchException("interrupted while PyTorch was waited for", e);
    }
  }

  @Override
  public void close() {
    processes.forEach(TorchProcess::hangUp);
    processes.forEach(TorchProcess::close);
  }
}
