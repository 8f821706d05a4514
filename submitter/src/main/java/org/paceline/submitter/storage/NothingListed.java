package org.paceline.submitter.storage;

import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/** What is in a folder that is not there. */
final class NothingListed implements RemoteIterator<FileStatus> {

  @Override
  public boolean hasNext() {
    return false;
  }

  @Override
  public FileStatus next() {
    throw new NoSuchElementException();
  }
}
