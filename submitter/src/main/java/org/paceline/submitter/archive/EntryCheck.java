package org.paceline.submitter.archive;

import java.io.IOException;
import java.io.InputStream;

/** What the files of an archive must be. */
@FunctionalInterface
public interface EntryCheck {

  /**
   * Looks at a file; what it does not read is read after it.
   *
   * @param name within the archive
   * @param content of the file
   * @return whether it is one of those that the archive is for
   * @throws IOException if it cannot be read
   * @throws ArchiveException if it must not be there
   */
  boolean check(String name, InputStream content) throws IOException;
}
