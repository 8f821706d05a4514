package org.paceline.submitter.command;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A network before a server, which fails as it is told. */
final class Gate implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private long passed;
  private long most = Long.MAX_VALUE;
  private int puts;
  private volatile Predicate<String> swallowed = head -> false;

  Gate(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** After so many more bytes to the server nothing goes through any more. */
  synchronized void stopAfter(long bytes) {
    most = passed + bytes;
  }

  synchronized void open() {
    most = Long.MAX_VALUE;
    swallowed = head -> false;
    notifyAll();
  }

  /** Waits until so many bytes may go through; who comes later waits as well, with however few. */
  private synchronized void pass(byte[] buffer, int bytes) throws InterruptedException {
    while (passed + bytes > most) {
      most = passed;
      wait();
    }
    passed += bytes;
    puts += new String(buffer, 0, bytes, StandardCharsets.ISO_8859_1).startsWith("PUT ") ? 1 : 0;
  }

  /** Nothing more goes through. */
  synchronized boolean isFull() {
    return most == passed;
  }

  /** How many requests that bring something have begun to go through. */
  synchronized int puts() {
    return puts;
  }

  /** Requests that begin so reach the server, and their answers nobody. */
  void swallowAnswersTo(String beginning) {
    swallowed = head -> head.startsWith(beginning);
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(Set.of(client, server));
        AtomicBoolean lost = new AtomicBoolean();
        threads.execute(() -> forth(client, server, lost));
        threads.execute(() -> back(server, client, lost));
      }
    } catch (IOException e) {
      close(listener);
    }
  }

  private void forth(Socket client, Socket server, AtomicBoolean lost) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = client.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pass(buffer, read);
        if (swallowed.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
          lost.set(true);
        }
        server.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      close(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void back(Socket server, Socket client, AtomicBoolean lost) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = server.getInputStream();
      for (int read = in.read(buffer); read >= 0 && !lost.get(); read = in.read(buffer)) {
        client.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      close(server);
    }
    close(client);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts all connections. */
  void cut() {
    sockets.forEach(Gate::close);
    sockets.clear();
  }

  @Override
  public void close() {
    close(listener);
    cut();
    threads.shutdownNow();
  }
}
