package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where the bytes of files are. What is written has a temporary name until it is whole, and is then
 * renamed, so that nothing half-written is ever found under its own name. Thread-safe.
 */
public interface Storage {

  /**
   * Something that is kept.
   *
   * @param id the file's, or the upload's of parts
   * @param changedAt when it was last written
   */
  record Entry(UUID id, Instant changedAt) {}

  /**
   * Writes a part of an upload; one of that name is replaced by it.
   *
   * @param upload whose part
   * @param name of letters, digits and hyphens
   * @param content is read to its end; where it throws, nothing is kept
   * @throws IOException if it cannot be read or written
   */
  void writePart(UUID upload, String name, InputStream content) throws IOException;

  /**
   * Joins parts into what {@link #keep} puts in place.
   *
   * @param upload whose parts
   * @param names in their order
   * @return the SHA-256 of the whole as it was written, in hexadecimal
   * @throws IOException if a part is not there, or the disk is full
   */
  String assemble(UUID upload, List<String> names) throws IOException;

  /**
   * Reads what was assembled.
   *
   * @param upload whose parts were joined
   * @param from the first byte
   * @return to be closed
   * @throws IOException if there is none
   */
  InputStream openAssembled(UUID upload, long from) throws IOException;

  /**
   * Puts what was assembled in place, as the file of the same id.
   *
   * @param upload whose parts were joined
   * @throws IOException if there is none
   */
  void keep(UUID upload) throws IOException;

  /**
   * Forgets the parts of an upload and what was assembled of them, if there are any.
   *
   * @param upload whose
   * @throws IOException if they cannot be deleted
   */
  void deleteUpload(UUID upload) throws IOException;

  /**
   * Reads a file.
   *
   * @param file its id
   * @param from the first byte
   * @return to be closed
   * @throws IOException if there is none
   */
  InputStream open(UUID file, long from) throws IOException;

  /**
   * How large a file is.
   *
   * @param file its id
   * @return its bytes, empty if there is none
   * @throws IOException if that cannot be told
   */
  OptionalLong size(UUID file) throws IOException;

  /**
   * Deletes a file, if there is one.
   *
   * @param file its id
   * @throws IOException if it cannot be deleted
   */
  void delete(UUID file) throws IOException;

  /**
   * Tells all files, one after the other.
   *
   * @param entries is told each
   * @throws IOException if they cannot be listed
   */
  void files(Consumer<Entry> entries) throws IOException;

  /**
   * Tells all uploads of which there are parts, one after the other.
   *
   * @param entries is told each
   * @throws IOException if they cannot be listed
   */
  void uploads(Consumer<Entry> entries) throws IOException;
}
