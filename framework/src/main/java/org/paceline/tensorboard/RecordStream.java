package org.paceline.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Records as TensorFlow writes them to a file: the length, its checksum, the content, its checksum
 * (<a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>).
 */
final class RecordStream {

  private static final int ROTATION = 15;
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  RecordStream(OutputStream out) {
    this.out = out;
  }

  /** Appends a record, whole or in part if the disk refuses. */
  void write(byte[] content) throws IOException {
    byte[] length = little(Long.BYTES).putLong(content.length).array();
    ByteBuffer record = little(Long.BYTES + Integer.BYTES + content.length + Integer.BYTES);
    record.put(length).putInt(checksum(length)).put(content).putInt(checksum(content));
    out.write(record.array());
    out.flush();
  }

  /** CRC-32C, masked, since a checksum of what holds checksums is weak. */
  static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
