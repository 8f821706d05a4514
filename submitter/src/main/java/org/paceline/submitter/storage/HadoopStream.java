package org.paceline.submitter.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file of Hadoop's, whose failures are told as those of a storage. Not thread-safe. */
final class HadoopStream extends FilterInputStream {

  private final HadoopClient client;

  HadoopStream(FSDataInputStream in, HadoopClient client) {
    super(in);
    this.client = client;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw client.away(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw client.away(e);
    }
  }
}
