package org.paceline.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.paceline.base.Hashing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches an official archive once: resumed where it broke off, checked, unpacked, and only then
 * visible under its name.
 *
 * @param source where the archive is
 * @param md5 the checksum that its publisher states, in hexadecimal
 * @param folder where its files are unpacked
 * @param patience how long nothing may come before it gives up
 */
record CifarDownload(URI source, String md5, Path folder, Duration patience) {

  private static final Logger LOG = LoggerFactory.getLogger(CifarDownload.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int BUFFER = 1 << 16;
  private static final long PROGRESS_BYTES = 16L << 20;
  private static final int PARTIAL_CONTENT = 206;

  static CifarDownload official(CifarFormat format, Path cache) {
    boolean ten = format == CifarFormat.CIFAR10;
    String archive = ten ? "cifar-10-binary.tar.gz" : "cifar-100-binary.tar.gz";
    CifarDownload download =
        new CifarDownload(
            URI.create("https://www.cs.toronto.edu/~kriz/" + archive),
            ten ? "c32a1d4ab5d03f1284b67883e8d87530" : "03b5dce01913d631647c71ecec9e9cb8",
            cache.resolve(format.id()),
            PATIENCE);
    download.fetch();
    return download;
  }

  /** Does nothing where the folder is there already. */
  void fetch() {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path part = folder.resolveSibling(folder.getFileName() + ".tar.gz.part");
    try {
      Files.createDirectories(folder.getParent());
      receive(part);
      check(part);
      unpack(part);
      Files.delete(part);
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be downloaded (%s); give a local folder, such as cifar10:DIR, or try again: it resumes"
              .formatted(source, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("the download of " + source + " was interrupted", e);
    }
  }

  private void receive(Path part) throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(CONNECT);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    int status = response.statusCode();
    try (InputStream in = new SteadyStream(response.body(), patience)) {
      if (status == 416) {
        return;
      }
      if (status != 200 && status != PARTIAL_CONTENT) {
        throw new IOException("the server answers " + status);
      }
      long start = status == PARTIAL_CONTENT ? have : 0;
      long total = start + response.headers().firstValueAsLong("Content-Length").orElse(-1 - start);
      append(in, part, start, total);
    }
  }

  private void append(InputStream in, Path part, long start, long total) throws IOException {
    StandardOpenOption mode =
        start > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[BUFFER];
      long done = start;
      long told = done;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        done += n;
        if (done - told >= PROGRESS_BYTES) {
          told = done;
          LOG.info("{}: {} of {} MiB", source, done >> 20, total < 0 ? "?" : total >> 20);
        }
      }
    }
  }

  private void check(Path part) throws IOException {
    MessageDigest digest = Hashing.digest("MD5");
    try (InputStream in = Files.newInputStream(part)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    String found = Hashing.hex(digest.digest());
    if (!found.equals(md5)) {
      Files.delete(part);
      throw new DataException(
          "%s has MD5 %s, its publisher states %s: the download was discarded"
              .formatted(source, found, md5));
    }
  }

  /** Takes the files by their own names only, so that no entry can leave the folder. */
  private void unpack(Path part) throws IOException {
    Path temporary = folder.resolveSibling(folder.getFileName() + ".unpacking");
    Files.createDirectories(temporary);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(part)))) {
      for (TarArchiveEntry entry = tar.getNextTarEntry();
          entry != null;
          entry = tar.getNextTarEntry()) {
        String name = entry.getName().replaceAll(".*/", "");
        if (entry.isFile() && name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
          Files.copy(tar, temporary.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Files.move(temporary, folder);
  }
}
