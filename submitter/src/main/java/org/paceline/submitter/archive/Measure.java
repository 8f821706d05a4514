package org.paceline.submitter.archive;

import java.io.InputStream;

/**
 * How much may come out of an archive, headers that are compressed with the rest included; what it
 * says of sizes is not believed. Not thread-safe.
 */
final class Measure {

  private final long most;
  private long unpacked;
  private String entry;

  Measure(long most) {
    this.most = most;
  }

  /** What comes next is of this entry. */
  void at(String name) {
    entry = name;
  }

  /** What is unpacked, as long as there is room for it. */
  InputStream of(InputStream unpacking) {
    return new CountedStream(unpacking) {
      @Override
      void count(long bytes) {
        add(bytes);
      }
    };
  }

  private void add(long bytes) {
    unpacked += bytes;
    if (unpacked > most) {
      throw new ArchiveException(
          "the archive may grow to %s bytes when it is unpacked, and is over that at %s"
              .formatted(most, entry == null ? "its begin" : "'" + EntryName.shown(entry) + "'"));
    }
  }
}
