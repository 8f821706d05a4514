package org.paceline.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Where data sets lie: any file system that Hadoop knows, by URI or local path. */
final class Storage {

  private static Configuration configuration;
  private static SparkEnv madeFor;

  private Storage() {}

  /**
   * Local files without Hadoop's checksums: a file that was edited after Hadoop wrote one beside it
   * is right all the same.
   */
  static FileSystem of(Path path) {
    try {
      FileSystem files = path.getFileSystem(configuration());
      return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    } catch (IOException | RuntimeException e) {
      throw new DataException("the file system of " + path + " cannot be reached: " + e, e);
    }
  }

  /**
   * On an executor the {@code spark.hadoop.*} settings of the application count. Making a
   * configuration reads files, so it is kept as long as the application is the same.
   */
  private static synchronized Configuration configuration() {
    SparkEnv env = SparkEnv.get();
    if (configuration == null || env != madeFor) {
      configuration =
          env == null ? new Configuration() : SparkHadoopUtil.get().newConfiguration(env.conf());
      madeFor = env;
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
      throw new DataException("'" + location + "' is not a path or URI: " + e.getMessage());
    }
  }
}
