package org.paceline.benchmarks.service;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Fills the computer's free memory with a file that has nothing on the disk, as it is after some
 * days of work. Free memory of a virtual machine may be with its host: whoever comes first gets it
 * back, page by page, and seems to be slow.
 */
final class FullMemory {

  private static final int BUFFER = 1 << 20;
  private static final long KIB = 1024;

  private final Path file;

  FullMemory(Path file) {
    this.file = file;
  }

  void fill() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(available());
      FileChannel channel = sparse.getChannel();
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      while (channel.read(buffer) >= 0) {
        buffer.clear();
      }
    }
  }

  private static long available() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
              .filter(line -> line.startsWith("MemAvailable:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          * KIB;
    }
  }
}
