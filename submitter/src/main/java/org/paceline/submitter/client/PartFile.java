package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** What has arrived of a file, to which the rest is added. Not thread-safe. */
final class PartFile implements AutoCloseable {

  private static final int BUFFER = 1 << 20;

  private final FileChannel channel;
  private final JsonNode file;
  private final Progress progress;
  private final CRC32C checksum = new CRC32C();

  private PartFile(FileChannel channel, JsonNode file, Progress progress) {
    this.channel = channel;
    this.file = file;
    this.progress = progress;
  }

  /**
   * Takes up what is there.
   *
   * @throws IllegalStateException if another process has it
   */
  static PartFile open(Path path, JsonNode file, Progress progress) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IllegalStateException("another process is writing " + path);
    }
    PartFile part = new PartFile(channel, file, progress);
    part.count();
    return part;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return false;
    }
  }

  private void count() throws IOException {
    if (channel.size() > size()) {
      channel.truncate(0);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (channel.read(buffer.clear()) >= 0) {
      checksum.update(buffer.flip());
    }
    progress.found(channel.position());
  }

  private long size() {
    return file.path("size").asLong();
  }

  /** Gets the rest; the CRC32C of the whole in hexadecimal. */
  String complete(Api api) throws IOException {
    try {
      while (position() < size()) {
        long before = position();
        api.patience().ask(() -> api.authorised(token -> rest(api, token)), this::passes);
        if (position() == before) {
          throw new IOException("the server sends nothing of " + file.path("name").asText());
        }
      }
      return HexFormat.of().toHexDigits((int) checksum.getValue());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean passes(RuntimeException failure) {
    return failure instanceof UnreachableException || ((RefusedException) failure).passes();
  }

  private long position() {
    try {
      return channel.position();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where some of it came, the next attempt is a first one. */
  private Void rest(Api api, String token) {
    String path = "/files/%s/content".formatted(file.path("id").asText());
    String tag = "\"" + file.path("crc32c").asText() + "\"";
    long before = position();
    try (Content content = Content.ask(api.transport(), token, path, before, tag)) {
      if (content.whole() && before > 0) {
        startAgain();
      }
      receive(content);
    } catch (IOException e) {
      if (position() == before) {
        throw api.transport().unreachable(e);
      }
    }
    return null;
  }

  private void receive(Content content) throws IOException {
    try (Sink sink = new Sink(channel, checksum)) {
      boolean more = true;
      while (more) {
        ByteBuffer buffer = sink.buffer();
        more = content.read(buffer);
        progress.moved(buffer.position());
        sink.put(buffer);
      }
    }
  }

  /** The service sends the whole: what is here was of another file. */
  private void startAgain() throws IOException {
    channel.truncate(0);
    checksum.reset();
    progress.restart();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
