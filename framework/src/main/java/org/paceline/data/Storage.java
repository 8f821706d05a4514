package org.paceline.data;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.paceline.base.FileNames;

/** Where data sets lie: any file system that Hadoop knows, by URI or local path. */
final class Storage {

  private static final List<String> ATTEMPTS =
      List.of("fs.s3a.attempts.maximum", "fs.s3a.retry.limit");

  private static Configuration configuration;
  private static Object madeFor;

  private Storage() {}

  /**
   * Local files without Hadoop's checksums: a file that was edited after Hadoop wrote one beside it
   * is right all the same.
   */
  static FileSystem of(Path path) {
    try {
      FileSystem files = path.getFileSystem(configuration());
      return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
      // A client may be on the class path without what it needs itself.
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new DataException("the file system of " + path + " cannot be reached: " + e, e);
    }
  }

  /**
   * Opens a file to be read from its start. Hadoop takes four times as long to open a small local
   * file and read it: 120 µs where this takes 30.
   */
  static InputStream open(Path path) throws IOException {
    URI uri = path.toUri();
    try {
      return "file".equals(uri.getScheme())
          ? new BufferedInputStream(Files.newInputStream(java.nio.file.Path.of(uri.getPath())))
          : of(path).open(path);
    } catch (InvalidPathException e) {
      throw new DataException(
          "%s cannot be opened here: %s, this Java's encoding of names, has not all of its letters; run executors in a locale of UTF-8"
              .formatted(path, FileNames.encoding()),
          e);
    }
  }

  /**
   * The {@code spark.hadoop.*} settings count: of the application where there is one, on executors,
   * too; before it starts, those that it will get from the system properties. Making a
   * configuration reads files, so it is kept as long as it would be the same.
   */
  private static synchronized Configuration configuration() {
    SparkEnv env = SparkEnv.get();
    SparkConf settings = env == null ? new SparkConf() : env.conf();
    Object origin = env == null ? Set.of(settings.getAll()) : env;
    if (!origin.equals(madeFor)) {
      configuration = hasty(SparkHadoopUtil.get().newConfiguration(settings));
      madeFor = origin;
    }
    return configuration;
  }

  /** By Hadoop's own defaults a server of S3 that is gone is waited for a quarter of an hour. */
  static Configuration hasty(Configuration configuration) {
    for (String attempts : ATTEMPTS) {
      String[] sources = configuration.getPropertySources(attempts);
      if (sources == null || sources[sources.length - 1].equals("core-default.xml")) {
        configuration.set(attempts, "3");
      }
    }
    return configuration;
  }

  /** The entries of a folder by name, or none if it does not exist. */
  static List<FileStatus> list(Path folder) {
    try {
      FileStatus[] entries = of(folder).listStatus(folder);
      Arrays.sort(entries, Comparator.comparing(FileStatus::getPath));
      return List.of(entries);
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new DataException("folder " + folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  static Path path(String location) {
    try {
      return new Path(location);
    } catch (IllegalArgumentException e) {
      // Of a name such as 16:9 Hadoop takes the beginning for a scheme.
      if (Files.exists(java.nio.file.Path.of(location))) {
        return new Path("./" + location);
      }
      throw new DataException("'" + location + "' is not a path or URI: " + e.getMessage());
    }
  }
}
