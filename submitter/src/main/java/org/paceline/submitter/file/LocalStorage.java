package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Files in a folder: {@code uploads/ID/PART} and {@code files/XX/ID}, where XX are the last digits
 * of the id, so that no folder grows too large. Instances that share the folder share the files.
 */
final class LocalStorage implements Storage {

  private static final String WHOLE = "whole";
  private static final String TEMPORARY = ".tmp";
  private static final int SPREAD = 2;

  private final Path uploads;
  private final Path files;

  LocalStorage(Path folder) throws IOException {
    uploads = Files.createDirectories(folder.resolve("uploads"));
    files = Files.createDirectories(folder.resolve("files"));
  }

  /** Writes to an open file. */
  @FunctionalInterface
  private interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  @Override
  public void writePart(UUID upload, String name, InputStream content) throws IOException {
    write(upload, name, content::transferTo);
  }

  private void write(UUID upload, String name, Writer writer) throws IOException {
    Path folder = Files.createDirectories(uploads.resolve(upload.toString()));
    Path temporary = folder.resolve(UUID.randomUUID() + TEMPORARY);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writer.writeTo(Channels.newOutputStream(channel));
        // What is renamed must be there after a power failure too, not only its name.
        channel.force(true);
      }
      Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public String assemble(UUID upload, List<String> names) throws IOException {
    MessageDigest sha256 = Checksum.sha256();
    write(
        upload,
        WHOLE,
        out -> {
          DigestOutputStream digested = new DigestOutputStream(out, sha256);
          for (String name : names) {
            try (InputStream part =
                Files.newInputStream(uploads.resolve(upload.toString()).resolve(name))) {
              part.transferTo(digested);
            }
          }
        });
    return HexFormat.of().formatHex(sha256.digest());
  }

  @Override
  public InputStream openAssembled(UUID upload, long from) throws IOException {
    return open(uploads.resolve(upload.toString()).resolve(WHOLE), from);
  }

  @Override
  public void keep(UUID upload) throws IOException {
    Path file = file(upload);
    Files.createDirectories(file.getParent());
    Files.move(
        uploads.resolve(upload.toString()).resolve(WHOLE), file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void deleteUpload(UUID upload) throws IOException {
    Path folder = uploads.resolve(upload.toString());
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(folder);
  }

  private Path file(UUID id) {
    String name = id.toString();
    return files.resolve(name.substring(name.length() - SPREAD)).resolve(name);
  }

  @Override
  public InputStream open(UUID file, long from) throws IOException {
    return open(file(file), from);
  }

  private static InputStream open(Path path, long from) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path);
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  @Override
  public OptionalLong size(UUID file) throws IOException {
    try {
      return OptionalLong.of(Files.size(file(file)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void delete(UUID file) throws IOException {
    Files.deleteIfExists(file(file));
  }

  @Override
  public void files(Consumer<Entry> entries) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(files)) {
      for (Path folder : folders) {
        tell(folder, entries);
      }
    }
  }

  @Override
  public void uploads(Consumer<Entry> entries) throws IOException {
    tell(uploads, entries);
  }

  /** What disappears meanwhile was deleted, and what has another name is not ours. */
  private static void tell(Path folder, Consumer<Entry> entries) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        try {
          UUID id = UUID.fromString(path.getFileName().toString());
          entries.accept(new Entry(id, Files.getLastModifiedTime(path).toInstant()));
        } catch (NoSuchFileException | IllegalArgumentException e) {
          continue;
        }
      }
    }
  }
}
