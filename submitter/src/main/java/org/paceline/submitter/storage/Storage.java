package org.paceline.submitter.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where the bytes of files are. What is written has a temporary name until it is whole, and is then
 * renamed, so that nothing half-written is ever found under its own name. Thread-safe.
 *
 * <p>That no two write one part at a time is for the caller to see to, as several processes may
 * share a storage. Each method throws {@link StorageFullException} for want of space, {@link
 * StorageAwayException} while the storage cannot be reached, and another {@link IOException} for
 * whatever else fails.
 */
public interface Storage extends AutoCloseable {

  /**
   * An upload for which there is room.
   *
   * @param id the file's too
   * @param size of the whole, in bytes
   * @param handle what {@link #begin} gave
   */
  record Draft(UUID id, long size, String handle) {}

  /**
   * A part of an upload.
   *
   * @param number from 1
   * @param attempt of whoever writes it, another each time
   * @param offset of its first byte in the whole
   * @param length in bytes
   * @param receipt what {@link #write} gave
   */
  record Piece(int number, UUID attempt, long offset, long length, String receipt) {}

  /**
   * Something that is kept.
   *
   * @param id the file's or the upload's
   * @param changedAt when it was last written
   */
  record Entry(UUID id, Instant changedAt) {}

  /**
   * Makes room for an upload.
   *
   * @param id the file's too
   * @param size of the whole, in bytes
   * @return what finds it again
   * @throws IOException if there is no room
   */
  String begin(UUID id, long size) throws IOException;

  /**
   * Writes a part; one of that number is replaced by it, and is none while it is. When it returns
   * the part outlives a power failure.
   *
   * @param draft of what
   * @param piece which; its receipt is not known yet
   * @param content is read to its end; where it throws, there is no such part
   * @return the receipt
   * @throws IOException if it cannot be read or written
   */
  String write(Draft draft, Piece piece, InputStream content) throws IOException;

  /**
   * Whether parts can be read before they are joined.
   *
   * @return false where only {@link #open} reads
   */
  boolean readsParts();

  /**
   * Reads a part, also after {@link #keep}.
   *
   * @param draft of what
   * @param piece which
   * @return its bytes and no more, to be closed
   * @throws IOException if there is none
   */
  InputStream openPart(Draft draft, Piece piece) throws IOException;

  /**
   * Puts an upload in place, as the file of the same id. Again, it does nothing.
   *
   * @param draft of which all parts have been written
   * @param pieces in their order
   * @throws IOException if one is not there
   */
  void keep(Draft draft, List<Piece> pieces) throws IOException;

  /**
   * Forgets an upload and its parts, if there are any.
   *
   * @param draft which
   * @throws IOException if they cannot be deleted
   */
  void drop(Draft draft) throws IOException;

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
   * Reads a file into buffers that need not be on the heap.
   *
   * @param file its id
   * @param from the first byte
   * @return to be closed
   * @throws IOException if there is none
   */
  default ReadableByteChannel openChannel(UUID file, long from) throws IOException {
    return Channels.newChannel(open(file, from));
  }

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
   * Tells all uploads that take space, one after the other.
   *
   * @param entries is told each
   * @throws IOException if they cannot be listed
   */
  void uploads(Consumer<Entry> entries) throws IOException;

  /**
   * Asks whether it can be reached.
   *
   * @throws IOException if not
   */
  void check() throws IOException;

  /** Ends its connections. */
  @Override
  void close();
}
