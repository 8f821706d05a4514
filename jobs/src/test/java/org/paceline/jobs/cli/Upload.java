package org.paceline.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** The main class of a process that copies a local folder to any file system of Hadoop. */
final class Upload {

  private Upload() {}

  /** Copies the first folder to the URI that comes second. */
  public static void main(String[] args) throws IOException {
    java.nio.file.Path folder = java.nio.file.Path.of(args[0]);
    Configuration configuration = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    // By default S3A deletes the marks of folders, at which S3Proxy keeps failing.
    configuration.set("fs.s3a.directory.marker.retention", "keep");
    try (FileSystem target = FileSystem.newInstance(URI.create(args[1]), configuration)) {
      for (java.nio.file.Path file : files(folder)) {
        Path path = new Path(args[1] + "/" + folder.relativize(file));
        try (OutputStream out = target.create(path)) {
          Files.copy(file, out);
        }
      }
    }
  }

  private static List<java.nio.file.Path> files(java.nio.file.Path folder) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
