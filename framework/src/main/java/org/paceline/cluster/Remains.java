package org.paceline.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process of the embedded cluster left: the end of what it said, and the fatal-error file of
 * its virtual machine where that crashed.
 */
public final class Remains {

  private static final List<String> OUTPUT = List.of("stderr", "stdout");
  private static final String FATAL_ERROR = "hs_err_pid*.log";
  private static final int LAST_LINES = 12;

  /** Of each file; a log may have grown for days. */
  private static final int MOST_BYTES = 1 << 20;

  /** The command, which has the whole class path, and lines without a word. */
  private static final String NOISE = "Spark Executor Command: .*|[=#\\s]*";

  private final Path folder;

  Remains(Path folder) {
    this.folder = folder;
  }

  /**
   * Whether its virtual machine crashed.
   *
   * @return whether it wrote a fatal-error file
   */
  public boolean crashed() {
    try {
      return !fatalErrors().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Copies everything into one file, as the folder goes with the cluster: of each part the end.
   *
   * @param file where
   * @throws IOException if it cannot be read or written
   */
  public void copy(Path file) throws IOException {
    List<Path> parts = new ArrayList<>(output());
    parts.addAll(fatalErrors());
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Path part : parts) {
        out.write(("==> " + part.getFileName() + " <==\n").getBytes(StandardCharsets.UTF_8));
        out.write(end(part));
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
      new String(end(file), StandardCharsets.UTF_8).lines().forEach(lines::add);
    }
    lines.removeIf(line -> line.matches(NOISE));
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }

  private List<Path> output() {
    return OUTPUT.stream().map(folder::resolve).filter(Files::exists).toList();
  }

  private List<Path> fatalErrors() throws IOException {
    List<Path> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, FATAL_ERROR)) {
      files.forEach(found::add);
    }
    return found;
  }

  private static byte[] end(Path file) throws IOException {
    try (RandomAccessFile from = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, from.length() - MOST_BYTES);
      byte[] bytes = new byte[(int) (from.length() - start)];
      from.seek(start);
      from.readFully(bytes);
      return bytes;
    }
  }
}
