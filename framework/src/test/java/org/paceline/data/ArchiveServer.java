package org.paceline.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Serves one archive as {@code set.tar.gz}, whole or from where a client wants to resume. */
final class ArchiveServer implements AutoCloseable {

  /** What was asked for, request by request: the Range header or {@code none}. */
  final List<String> ranges = new CopyOnWriteArrayList<>();

  volatile byte[] archive;
  volatile boolean resumable = true;
  volatile int breakOffAfter = Integer.MAX_VALUE;

  /** Bytes after which an answer neither goes on nor ends. */
  volatile int silentAfter = Integer.MAX_VALUE;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  ArchiveServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/set.tar.gz", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "none" : range);
      boolean partial = range != null && resumable;
      int from = partial ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
      int rest = archive.length - from;
      if (rest <= 0) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange.sendResponseHeaders(partial ? 206 : 200, rest);
      OutputStream body = exchange.getResponseBody();
      body.write(archive, from, Math.min(rest, Math.min(breakOffAfter, silentAfter)));
      body.flush();
      if (rest > silentAfter) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static byte[] archive(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      tar.putArchiveEntry(new TarArchiveEntry("set/"));
      tar.closeArchiveEntry();
      for (Map.Entry<String, byte[]> each : new TreeMap<>(entries).entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(each.getKey(), true);
        entry.setSize(each.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(each.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
