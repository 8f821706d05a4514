package org.paceline.jobs.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The network before the service. It keeps the service's address, which nobody else can take, while
 * one process of it has ended and the next has not begun; and it stops where a test says.
 */
final class Relay implements AutoCloseable {

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private long passed;
  private long most = Long.MAX_VALUE;

  Relay() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** From now on the service is there. */
  void leadsTo(int port) {
    target = port;
  }

  /** After so many more bytes to the service nothing goes through any more. */
  synchronized void stopAfter(long bytes) {
    most = passed + bytes;
  }

  /** Cuts all connections, and lets others through. */
  synchronized void cut() {
    sockets.forEach(Relay::close);
    sockets.clear();
    most = Long.MAX_VALUE;
    notifyAll();
  }

  private synchronized void pass(int bytes) throws InterruptedException {
    while (passed + bytes > most) {
      wait();
    }
    passed += bytes;
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> connect(client));
      }
    } catch (IOException e) {
      close(listener);
    }
  }

  private void connect(Socket client) {
    try {
      Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.addAll(Set.of(client, service));
      threads.execute(() -> copy(service, client, false));
      copy(client, service, true);
    } catch (IOException e) {
      close(client);
    }
  }

  private void copy(Socket from, Socket to, boolean counted) {
    byte[] buffer = new byte[8192];
    try {
      for (int read = read(from, buffer); read >= 0; read = read(from, buffer)) {
        if (counted) {
          pass(read);
        }
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      close(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(to);
  }

  private static int read(Socket from, byte[] buffer) throws IOException {
    return from.getInputStream().read(buffer);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(listener);
    cut();
    threads.shutdownNow();
  }
}
