package org.paceline.submitter.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Whether an archive can be unpacked without harm: no name leads out of the folder, none comes
 * twice or is hidden from a directory, nothing is a link or a device, and it does not grow without
 * measure. It is read once and never held in memory. Not thread-safe.
 */
public final class ArchiveCheck {

  /** Images hardly shrink; uncompressed ones of one colour do by more. */
  private static final long MOST_RATIO = 100;

  /** To so many bytes tar fills up even what it makes of nothing. */
  private static final long TAR_RECORD = 10_240;

  private final long size;
  private final Measure measure;
  private final Names names = new Names();

  /**
   * Prepares a check.
   *
   * @param size of the archive, in bytes
   * @param mostUnpacked how many bytes may come out of it; not more than 100 times its size either
   */
  public ArchiveCheck(long size, long mostUnpacked) {
    this.size = size;
    this.measure = new Measure(Math.min(mostUnpacked, Math.max(size * MOST_RATIO, TAR_RECORD)));
  }

  /**
   * Checks it.
   *
   * @param bytes of the archive
   * @param files what its files must be
   * @return how many of them are of those that it is for
   * @throws IOException if it cannot be read
   * @throws ArchiveException with the rule that it breaks
   */
  public int check(Bytes bytes, EntryCheck files) throws IOException {
    SourceStream source = new SourceStream(bytes);
    Form form = Form.of(source.start(Form.LONGEST_MAGIC));
    try (Entries entries = form.open(source, size, measure)) {
      return walk(entries, files);
    } catch (EOFException | IllegalArgumentException e) {
      throw damaged(form, e);
    } catch (IOException e) {
      source.rethrow();
      throw damaged(form, e);
    }
  }

  private static ArchiveException damaged(Form form, Exception e) {
    return new ArchiveException("the %s archive is damaged: %s".formatted(form, e.getMessage()));
  }

  private int walk(Entries entries, EntryCheck files) throws IOException {
    int count = 0;
    for (String name = entries.next(); name != null; name = entries.next()) {
      EntryName.check(name);
      names.add(name);
      measure.at(name);
      InputStream content = entries.content();
      if (!name.endsWith("/") && files.check(name, content)) {
        count++;
      }
      content.transferTo(OutputStream.nullOutputStream());
    }
    return count;
  }
}
