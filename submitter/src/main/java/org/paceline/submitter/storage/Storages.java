package org.paceline.submitter.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Storages by their URI. */
public final class Storages {

  private Storages() {}

  /**
   * Opens a storage. Hadoop's classes are loaded only for {@code hdfs:} and {@code s3a:}.
   *
   * @param uri of the scheme file, hdfs or s3a
   * @param configuration a file in Hadoop's form, such as of endpoint and keys
   * @param replication how many copies HDFS keeps
   * @return to be closed
   * @throws IllegalArgumentException if there is no such scheme, or its jars are not there
   */
  public static Storage of(URI uri, Optional<Path> configuration, int replication) {
    try {
      return switch (uri.getScheme()) {
        case "file" -> new LocalStorage(Path.of(uri));
        case "hdfs" -> Remote.hdfs(uri, configuration, replication);
        case "s3a" -> Remote.s3(uri, configuration);
        default -> throw new IllegalArgumentException("there is no storage " + uri);
      };
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          "a storage of %s: needs the jars of the folder storage beside the service's jar"
              .formatted(uri.getScheme()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Apart, so that the class above is loaded without Hadoop. */
  private static final class Remote {

    static Storage hdfs(URI uri, Optional<Path> file, int replication) throws IOException {
      Configuration configuration = HadoopConfiguration.of(file, replication);
      return new HdfsStorage(
          new HadoopClient(uri, configuration), new org.apache.hadoop.fs.Path(uri), replication);
    }

    static Storage s3(URI uri, Optional<Path> file) throws IOException {
      Configuration configuration = HadoopConfiguration.of(file, 1);
      return new S3Storage(
          new HadoopClient(uri, configuration), new org.apache.hadoop.fs.Path(uri));
    }
  }
}
