package org.paceline.submitter.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A folder whose entries outlive a power failure once {@link #force} has returned.
 *
 * @param path of the folder
 */
record LocalFolder(Path path) {

  static LocalFolder made(Path path) throws IOException {
    return new LocalFolder(Files.createDirectories(path));
  }

  /** A folder in it, made if it is not there. */
  LocalFolder below(String name) throws IOException {
    LocalFolder folder = new LocalFolder(path.resolve(name));
    if (!Files.isDirectory(folder.path)) {
      Files.createDirectories(folder.path);
      force();
    }
    return folder;
  }

  /** Writes its names to the disk: a rename is in the folder, not in the file. */
  void force() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  long freeBytes() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  List<LocalFolder> folders() throws IOException {
    List<LocalFolder> folders = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(path, Files::isDirectory)) {
      paths.forEach(folder -> folders.add(new LocalFolder(folder)));
    }
    return folders;
  }

  /** What disappears meanwhile was deleted, and what has another name is not ours. */
  void tell(Consumer<Storage.Entry> entries) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(path)) {
      for (Path entry : paths) {
        try {
          UUID id = UUID.fromString(entry.getFileName().toString());
          entries.accept(new Storage.Entry(id, Files.getLastModifiedTime(entry).toInstant()));
        } catch (NoSuchFileException | IllegalArgumentException e) {
          continue;
        }
      }
    }
  }
}
