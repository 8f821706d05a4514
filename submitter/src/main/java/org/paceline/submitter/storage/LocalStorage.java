package org.paceline.submitter.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Files in a folder: {@code uploads/ID} while parts are written to their places in it, and then
 * renamed to {@code files/XX/ID}, where XX are the last digits of the id, so that no folder grows
 * too large. Instances that share the folder share the files.
 *
 * <p>A part is forced to the disk before it counts as written, so that nothing is left to be waited
 * for when the last one has come, and what the disk refuses is told to whoever sent it.
 */
public final class LocalStorage implements Storage {

  private static final int SPREAD = 2;

  private final LocalFolder uploads;
  private final LocalFolder files;

  /**
   * Makes the folder if it is not there.
   *
   * @param folder of the files
   * @throws IOException if it cannot be made
   */
  public LocalStorage(Path folder) throws IOException {
    uploads = LocalFolder.made(folder.resolve("uploads"));
    files = LocalFolder.made(folder.resolve("files"));
  }

  /** The file is sparse: what is checked now may be taken by others until the parts come. */
  @Override
  public String begin(UUID id, long size) throws IOException {
    long free = uploads.freeBytes();
    if (free < size) {
      throw new StorageFullException(
          "%s bytes are free, and %s are needed".formatted(free, size), null);
    }
    try (RandomAccessFile file = new RandomAccessFile(upload(id).toFile(), "rw")) {
      file.setLength(size);
    }
    uploads.force();
    return "";
  }

  private Path upload(UUID id) {
    return uploads.path().resolve(id.toString());
  }

  @Override
  public String write(Draft draft, Piece piece, InputStream content) throws IOException {
    try (FileChannel channel = FileChannel.open(upload(draft.id()), StandardOpenOption.WRITE)) {
      new PartWriter(channel, piece.offset()).write(content);
    }
    return "";
  }

  @Override
  public boolean readsParts() {
    return true;
  }

  @Override
  public InputStream openPart(Draft draft, Piece piece) throws IOException {
    return new BoundedStream(read(whereIs(draft), piece.offset()), piece.length());
  }

  /** A process may have ended right after it put the upload in place. */
  private Path whereIs(Draft draft) {
    Path upload = upload(draft.id());
    return Files.exists(upload) ? upload : file(draft.id());
  }

  @Override
  public void keep(Draft draft, List<Piece> pieces) throws IOException {
    Path file = file(draft.id());
    Path upload = upload(draft.id());
    LocalFolder folder = files.below(file.getParent().getFileName().toString());
    if (Files.exists(upload) || !Files.exists(file)) {
      Files.move(upload, file, StandardCopyOption.ATOMIC_MOVE);
    }
    folder.force();
    uploads.force();
  }

  @Override
  public void drop(Draft draft) throws IOException {
    Files.deleteIfExists(upload(draft.id()));
  }

  private Path file(UUID id) {
    String name = id.toString();
    return files.path().resolve(name.substring(name.length() - SPREAD)).resolve(name);
  }

  @Override
  public InputStream open(UUID file, long from) throws IOException {
    return read(file(file), from);
  }

  @Override
  public ReadableByteChannel openChannel(UUID file, long from) throws IOException {
    return FileChannel.open(file(file), StandardOpenOption.READ).position(from);
  }

  private static InputStream read(Path path, long from) throws IOException {
    return Channels.newInputStream(FileChannel.open(path, StandardOpenOption.READ).position(from));
  }

  @Override
  public OptionalLong size(UUID file) throws IOException {
    try {
      return OptionalLong.of(Files.size(file(file)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void delete(UUID file) throws IOException {
    Files.deleteIfExists(file(file));
  }

  @Override
  public void files(Consumer<Entry> entries) throws IOException {
    for (LocalFolder folder : files.folders()) {
      folder.tell(entries);
    }
  }

  @Override
  public void uploads(Consumer<Entry> entries) throws IOException {
    uploads.tell(entries);
  }

  @Override
  public void check() throws IOException {
    if (!Files.isWritable(uploads.path()) || !Files.isWritable(files.path())) {
      throw new FileSystemException(files.path().toString(), null, "it cannot be written to");
    }
  }

  @Override
  public void close() {
    // Nothing is open between two calls.
  }
}
