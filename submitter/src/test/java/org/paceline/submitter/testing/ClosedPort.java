package org.paceline.submitter.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this computer where nothing listens, and nothing can as long as this is open: it is
 * taken without being listened at.
 */
public final class ClosedPort implements AutoCloseable {

  private final Socket taken = new Socket();

  /** Takes whichever is free. */
  public ClosedPort() throws IOException {
    this(0);
  }

  /** Takes one on which somebody has listened. */
  public ClosedPort(int number) throws IOException {
    // Where somebody has listened there may be what is left of connections; where one is chosen,
    // nobody is to bind it explicitly.
    taken.setReuseAddress(number != 0);
    taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
  }

  /** Its number. */
  public int number() {
    return taken.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    taken.close();
  }
}
