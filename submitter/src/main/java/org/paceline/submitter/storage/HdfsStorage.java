package org.paceline.submitter.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files in a folder of HDFS. Each attempt at a part is a file {@code uploads/ID/NUMBER-ATTEMPT},
 * which has another name until it is whole. An upload's parts are joined by {@code concat}, which
 * moves blocks and copies none, and are all there or all joined whenever a process ends.
 *
 * <p>Nothing is ever appended to: what a process leaves open that was killed is under a temporary
 * name that nobody reads, and goes with its upload.
 */
final class HdfsStorage extends HadoopStorage {

  private static final String WHOLE = "whole";
  private static final String TEMPORARY = ".tmp";
  private static final int BUFFER = 256 << 10;

  private final int replication;

  HdfsStorage(HadoopClient client, Path folder, int replication) {
    super(client, folder);
    this.replication = replication;
  }

  @Override
  public String begin(UUID id, long size) throws IOException {
    checkRoom(size);
    client().run(system -> system.mkdirs(folder(id)));
    return "";
  }

  private void checkRoom(long size) throws IOException {
    long free = client().call(FileSystem::getStatus).getRemaining() / replication;
    if (free < size) {
      throw new StorageFullException(
          "%s bytes are free on HDFS, and %s are needed".formatted(free, size), null);
    }
  }

  private Path folder(UUID upload) {
    return new Path(uploadsFolder(), upload.toString());
  }

  private Path path(Draft draft, Piece piece) {
    return new Path(folder(draft.id()), piece.number() + "-" + piece.attempt());
  }

  @Override
  public String write(Draft draft, Piece piece, InputStream content) throws IOException {
    Path path = path(draft, piece);
    Path temporary = path.suffix(TEMPORARY);
    try {
      client().run(system -> write(system, temporary, content));
      rename(temporary, path);
    } catch (IOException e) {
      forget(temporary, e);
      checkRoom(piece.length());
      throw e;
    } catch (RuntimeException e) {
      forget(temporary, e);
      throw e;
    }
    return "";
  }

  private static void write(FileSystem system, Path path, InputStream content) throws IOException {
    if (!system.exists(path.getParent())) {
      throw new FileNotFoundException(path.getParent() + " is gone");
    }
    try (FSDataOutputStream out = system.create(path, false)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        out.write(buffer, 0, read);
      }
      // Without it the data nodes have the bytes in memory only.
      out.hsync();
    }
  }

  private void forget(Path temporary, Exception reason) {
    try {
      client().run(system -> system.delete(temporary, false));
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    client()
        .run(
            system -> {
              if (!system.rename(from, to)) {
                throw new IOException("%s cannot be renamed to %s".formatted(from, to));
              }
            });
  }

  @Override
  public boolean readsParts() {
    return true;
  }

  @Override
  public InputStream openPart(Draft draft, Piece piece) throws IOException {
    try {
      return open(path(draft, piece), 0);
    } catch (FileNotFoundException e) {
      // A process may have ended while it put the upload in place.
      return new BoundedStream(open(joined(draft), piece.offset()), piece.length());
    }
  }

  private Path joined(Draft draft) throws IOException {
    Path whole = new Path(folder(draft.id()), WHOLE);
    return size(whole).isPresent() ? whole : file(draft.id());
  }

  @Override
  public void keep(Draft draft, List<Piece> pieces) throws IOException {
    Path file = file(draft.id());
    if (size(file).equals(OptionalLong.of(draft.size()))) {
      drop(draft);
      return;
    }
    Path whole = new Path(folder(draft.id()), WHOLE);
    if (!size(whole).equals(OptionalLong.of(draft.size()))) {
      Path[] parts = pieces.stream().map(piece -> path(draft, piece)).toArray(Path[]::new);
      client().run(system -> join(system, whole, parts));
    }
    client().run(system -> system.mkdirs(file.getParent()));
    rename(whole, file);
    drop(draft);
  }

  /** All or nothing: the name node does it in one step. */
  private static void join(FileSystem system, Path whole, Path[] parts) throws IOException {
    FileStatus first = system.getFileStatus(parts[0]);
    // HDFS joins only what has the same replication and blocks.
    system.create(whole, true, BUFFER, first.getReplication(), first.getBlockSize()).close();
    system.concat(whole, parts);
  }

  @Override
  public void drop(Draft draft) throws IOException {
    client().run(system -> system.delete(folder(draft.id()), true));
  }
}
