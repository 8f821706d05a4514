package org.paceline.submitter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The entries of an archive, one after the other. Not thread-safe. */
interface Entries extends Closeable {

  /**
   * Goes on to the next.
   *
   * @return its name, which ends with a slash if it is a folder; null at the end
   * @throws ArchiveException if it is neither a file nor a folder
   */
  String next() throws IOException;

  /** The content of the entry that {@link #next} told. */
  InputStream content();
}
