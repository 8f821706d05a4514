package org.paceline.submitter.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;

/** Writes a part to its place in a file, in large pieces. Not thread-safe. */
final class PartWriter {

  private static final int BUFFER = 256 << 10;

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
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left") || message.contains("quota exceeded")
        ? new StorageFullException("the disk is full", e)
        : e;
  }
}
