package org.paceline.k8s.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes TCP connections on to a server, until it is shut: as a network that breaks and mends.
 * Shut, it resets whoever comes, and counts them.
 */
final class Gate implements AutoCloseable {

  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket listening;
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile boolean shut;

  Gate(int target) {
    this.target = target;
    this.listening = listen();
    this.port = listening.getLocalPort();
  }

  int port() {
    return port;
  }

  /** Ends every connection and resets new ones. */
  void shut() {
    turnedAway.set(0);
    shut = true;
    open.forEach(Gate::quietly);
    open.clear();
  }

  /** Lets connections through again. */
  void reopen() {
    shut = false;
  }

  /** How many came since it was shut. */
  int turnedAway() {
    return turnedAway.get();
  }

  private ServerSocket listen() {
    try {
      ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      daemon(() -> accept(server));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        take(server.accept());
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Whatever becomes of one connection, the next is taken. */
  private void take(Socket from) {
    try {
      if (shut) {
        turnAway(from);
      } else {
        connect(from);
      }
    } catch (IOException e) {
      quietly(from);
    }
  }

  private void turnAway(Socket from) throws IOException {
    from.setSoLinger(true, 0);
    from.close();
    turnedAway.incrementAndGet();
  }

  private void connect(Socket from) throws IOException {
    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
    open.add(from);
    open.add(to);
    daemon(() -> pass(from, to));
    daemon(() -> pass(to, from));
    // It may have been shut just then.
    if (shut) {
      quietly(from);
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One side has gone; closing both tells the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "gate");
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    quietly(listening);
    shut();
  }
}
