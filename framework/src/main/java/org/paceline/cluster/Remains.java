package org.paceline.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process of the embedded cluster left: the end of what it said, and the fatal-error file of
 * its virtual machine where it crashed.
 */
public final class Remains {

  private static final List<String> OUTPUT = List.of("stderr", "stdout");
  private static final String FATAL_ERROR = "hs_err_pid*.log";
  private static final int LAST_LINES = 12;

  /** The command, which has the whole class path, and lines without a word. */
  private static final String NOISE = "Spark Executor Command: .*|[=#\\s]*";

  private final Path folder;

  Remains(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps everything in one file, as the folder goes with the cluster.
   *
   * @param file where; its folder is made if it is missing
   * @throws IOException if it cannot be written
   */
  public void keep(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (var out = Files.newOutputStream(file)) {
      for (Path part : parts()) {
        out.write(("==> " + part.getFileName() + " <==\n").getBytes(StandardCharsets.UTF_8));
        Files.copy(part, out);
      }
    }
  }

  /**
   * The last lines that it said; a virtual machine that crashes says where.
   *
   * @return a few lines
   * @throws IOException if they cannot be read
   */
  public List<String> lastWords() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : output()) {
      // Not as UTF-8: a process that crashed may have written half of a character.
      lines.addAll(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    }
    lines.removeIf(line -> line.matches(NOISE));
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }

  private List<Path> output() {
    return OUTPUT.stream().map(folder::resolve).filter(Files::exists).toList();
  }

  private List<Path> parts() throws IOException {
    List<Path> parts = new ArrayList<>(output());
    try (var fatal = Files.newDirectoryStream(folder, FATAL_ERROR)) {
      fatal.forEach(parts::add);
    }
    return parts;
  }
}
