package org.paceline.submitter.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.AccessControlException;

/**
 * A Hadoop file system that is reached when it is needed, so that the service starts while it is
 * away. Thread-safe.
 */
final class HadoopClient implements AutoCloseable {

  private final URI uri;
  private final Configuration configuration;
  private FileSystem fileSystem;

  HadoopClient(URI uri, Configuration configuration) {
    this.uri = uri;
    this.configuration = configuration;
  }

  /** What is asked of a file system. */
  @FunctionalInterface
  interface Call<T> {
    T on(FileSystem fileSystem) throws IOException;
  }

  /** What is done to a file system. */
  @FunctionalInterface
  interface Action {
    void on(FileSystem fileSystem) throws IOException;
  }

  /**
   * Asks.
   *
   * @throws StorageAwayException if it does not answer, or not as it must
   */
  <T> T call(Call<T> call) throws IOException {
    try {
      return call.on(connected());
    } catch (FileNotFoundException | StorageFullException | StorageAwayException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw away(e.getCause());
    } catch (IOException e) {
      throw away(e);
    }
  }

  void run(Action action) throws IOException {
    call(
        system -> {
          action.on(system);
          return null;
        });
  }

  private synchronized FileSystem connected() throws IOException {
    if (fileSystem == null) {
      try {
        fileSystem = FileSystem.newInstance(uri, configuration);
      } catch (IllegalArgumentException e) {
        // A host without an address is told so.
        throw away(new IOException(e));
      }
    }
    return fileSystem;
  }

  /** What it says in full is for the log: it may name hosts and blocks. */
  StorageAwayException away(IOException e) {
    String what =
        e instanceof AccessControlException ? "the storage at %s refuses" : "no storage at %s";
    return new StorageAwayException(what.formatted(uri.getScheme() + "://" + uri.getHost()), e);
  }

  @Override
  public synchronized void close() {
    if (fileSystem != null) {
      try {
        fileSystem.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
