package org.paceline.submitter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the submitter is told of data sets and files.
 *
 * @param storage where they are: a URI of the scheme file, hdfs or s3a; the home folder's {@code
 *     files} unless another is named
 * @param storageConfiguration a file in Hadoop's form, with endpoints and keys
 * @param storageReplication how many copies HDFS keeps
 * @param fileBytes the largest file
 * @param partBytes of each part of an upload; 0 for what suits the file
 * @param userBytes what files of one user take, unless an admin says otherwise
 * @param projectBytes what files of one project take, unless an admin says otherwise
 * @param upload how long an upload waits for its next part
 * @param bin how long the recycle bin keeps
 * @param sweep how often what has expired is looked for
 */
public record FileSettings(
    URI storage,
    Optional<Path> storageConfiguration,
    int storageReplication,
    long fileBytes,
    long partBytes,
    long userBytes,
    long projectBytes,
    Duration upload,
    Duration bin,
    Duration sweep) {

  private static final long LARGE = 1L << 30;
  private static final long LARGE_PART = 32L << 20;
  private static final long PART = 8L << 20;

  /**
   * The parts of a file. Each costs a request and some rows, so that those of gigabytes are larger
   * than is usual.
   *
   * @param size of the file, in bytes
   * @return bytes of each part but the last
   */
  public long partBytes(long size) {
    if (partBytes > 0) {
      return partBytes;
    }
    return size < LARGE ? PART : LARGE_PART;
  }
}
