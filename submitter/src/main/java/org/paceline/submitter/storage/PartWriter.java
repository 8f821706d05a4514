package org.paceline.submitter.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** Writes a part to its place in a file, in large pieces. Not thread-safe. */
final class PartWriter {

  private static final int BUFFER = 256 << 10;

  private static final List<String> WORDS =
      List.of("no space left", "quota exceeded", wordsOfThisSystem());

  private final FileChannel channel;
  private long position;

  PartWriter(FileChannel channel, long offset) {
    this.channel = channel;
    this.position = offset;
  }

  void write(InputStream content) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = content.readNBytes(buffer, 0, BUFFER);
        read > 0;
        read = content.readNBytes(buffer, 0, BUFFER)) {
      write(ByteBuffer.wrap(buffer, 0, read));
    }
    force();
  }

  private void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw told(e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) {
      throw told(e);
    }
  }

  /** Java has no type for a full disk, only the system's words for ENOSPC and EDQUOT. */
  static IOException told(IOException e) {
    return WORDS.stream().anyMatch(words(e)::contains)
        ? new StorageFullException("the disk is full", e)
        : e;
  }

  private static String words(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
  }

  /** They are in the language of the user: a device that is always full tells them. */
  private static String wordsOfThisSystem() {
    try {
      Files.write(Path.of("/dev/full"), new byte[1], StandardOpenOption.WRITE);
    } catch (IOException e) {
      return words(e);
    }
    throw new IllegalStateException("/dev/full took a byte");
  }
}
