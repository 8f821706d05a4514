package org.paceline.submitter.archive;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, from any of them on. */
@FunctionalInterface
public interface Bytes {

  /**
   * Reads.
   *
   * @param offset of the first byte
   * @return to be closed
   * @throws IOException if they cannot be read
   */
  InputStream from(long offset) throws IOException;
}
