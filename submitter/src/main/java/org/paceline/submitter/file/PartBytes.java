package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import org.paceline.submitter.archive.Bytes;
import org.paceline.submitter.storage.Storage;

/** The bytes of an upload that is not joined yet, read part by part. */
final class PartBytes implements Bytes {

  private final Storage storage;
  private final Upload upload;
  private final List<Part> parts;

  PartBytes(Storage storage, Upload upload, List<Part> parts) {
    this.storage = storage;
    this.upload = upload;
    this.parts = parts;
  }

  @Override
  public InputStream from(long offset) throws IOException {
    int first = (int) (offset / upload.partBytes());
    Iterator<Part> following = parts.listIterator(Math.min(first, parts.size()));
    InputStream in = new SequenceInputStream(new Opened(following));
    in.skipNBytes(
        Math.min(offset, upload.size()) - Math.min(first, parts.size()) * upload.partBytes());
    return in;
  }

  /** Each is opened when the one before is at its end. */
  private final class Opened implements Enumeration<InputStream> {
    private final Iterator<Part> following;

    Opened(Iterator<Part> following) {
      this.following = following;
    }

    @Override
    public boolean hasMoreElements() {
      return following.hasNext();
    }

    @Override
    public InputStream nextElement() {
      try {
        return storage.openPart(upload.draft(), upload.piece(following.next()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
