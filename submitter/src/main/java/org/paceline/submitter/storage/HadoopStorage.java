package org.paceline.submitter.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** What storages on Hadoop's file systems share: {@code files/XX/ID}, as {@link LocalStorage}. */
abstract class HadoopStorage implements Storage {

  private static final int SPREAD = 2;

  private final HadoopClient client;
  private final Path uploads;
  private final Path files;

  HadoopStorage(HadoopClient client, Path folder) {
    this.client = client;
    this.uploads = new Path(folder, "uploads");
    this.files = new Path(folder, "files");
  }

  final HadoopClient client() {
    return client;
  }

  final Path uploadsFolder() {
    return uploads;
  }

  final Path file(UUID id) {
    String name = id.toString();
    return new Path(new Path(files, name.substring(name.length() - SPREAD)), name);
  }

  @Override
  public final InputStream open(UUID file, long from) throws IOException {
    return open(file(file), from);
  }

  final InputStream open(Path path, long from) throws IOException {
    FSDataInputStream in = client.call(system -> system.open(path));
    try {
      in.seek(from);
      return new HadoopStream(in, client);
    } catch (IOException e) {
      in.close();
      throw client.away(e);
    }
  }

  @Override
  public final OptionalLong size(UUID file) throws IOException {
    return size(file(file));
  }

  final OptionalLong size(Path path) throws IOException {
    try {
      return OptionalLong.of(client.call(system -> system.getFileStatus(path).getLen()));
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public final void delete(UUID file) throws IOException {
    client.run(system -> system.delete(file(file), false));
  }

  @Override
  public final void files(Consumer<Entry> entries) throws IOException {
    client.run(
        system -> {
          RemoteIterator<FileStatus> folders = listed(system, files);
          while (folders.hasNext()) {
            tell(listed(system, folders.next().getPath()), entries);
          }
        });
  }

  @Override
  public void uploads(Consumer<Entry> entries) throws IOException {
    client.run(system -> tell(listed(system, uploads), entries));
  }

  /** What has another name is not ours. */
  private static void tell(RemoteIterator<FileStatus> found, Consumer<Entry> entries)
      throws IOException {
    while (found.hasNext()) {
      FileStatus status = found.next();
      try {
        UUID id = UUID.fromString(status.getPath().getName());
        entries.accept(new Entry(id, Instant.ofEpochMilli(status.getModificationTime())));
      } catch (IllegalArgumentException e) {
        continue;
      }
    }
  }

  private static RemoteIterator<FileStatus> listed(FileSystem system, Path folder)
      throws IOException {
    try {
      return system.listStatusIterator(folder);
    } catch (FileNotFoundException e) {
      return new NothingListed();
    }
  }

  @Override
  public final void check() throws IOException {
    client.run(system -> system.exists(files));
  }

  @Override
  public final void close() {
    client.close();
  }
}
