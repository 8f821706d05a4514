package org.paceline.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.paceline.base.FileNames;
import org.paceline.data.Found.Kind;

/** The entries of a folder, none of them left out without a word. */
final class Listing {

  /** What Java puts where it cannot decode a byte of a name. */
  private static final char UNDECODABLE = '\ufffd';

  private Listing() {}

  /**
   * Lists a folder.
   *
   * @return its entries by name
   * @throws DataException if there is no such folder
   */
  static List<Found> of(Path folder) {
    FileSystem files = Storage.of(folder);
    try {
      List<Found> found =
          files instanceof RawLocalFileSystem local
              ? local(local.pathToFile(folder).toPath())
              : remote(files, folder);
      found.sort(Comparator.comparing(Found::name));
      return found;
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new DataException("there is no folder " + folder, e);
    } catch (IOException e) {
      throw new DataException("folder " + folder + " cannot be listed: " + e, e);
    }
  }

  private static List<Found> remote(FileSystem files, Path folder) throws IOException {
    List<Found> found = new ArrayList<>();
    FileStatus[] entries = files.listStatus(folder);
    if (entries.length == 1 && entries[0].isFile() && files.getFileStatus(folder).isFile()) {
      throw noFolder(folder);
    }
    for (FileStatus entry : entries) {
      Kind kind = entry.isDirectory() ? Kind.FOLDER : Kind.FILE;
      found.add(
          new Found(entry.getPath().getName(), kind, entry.getLen(), entry.getModificationTime()));
    }
    return found;
  }

  /** Hadoop's own listing leaves out what it cannot look at: links, and names it cannot decode. */
  private static List<Found> local(java.nio.file.Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw noFolder(folder);
    }
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<java.nio.file.Path> entries = Files.newDirectoryStream(folder)) {
      for (java.nio.file.Path entry : entries) {
        found.add(local(folder, entry));
      }
    }
    return found;
  }

  private static Found local(java.nio.file.Path folder, java.nio.file.Path entry)
      throws IOException {
    String name = entry.getFileName().toString();
    if (name.indexOf(UNDECODABLE) >= 0) {
      throw new DataException(
          ("%s holds a name that %s, this Java's encoding of names, has not, and that cannot be opened: '%s'; run in"
                  + " a locale of UTF-8, such as LC_ALL=C.UTF-8")
              .formatted(folder, FileNames.encoding(), name));
    }
    try {
      BasicFileAttributes found = Files.readAttributes(entry, BasicFileAttributes.class);
      Kind kind =
          found.isDirectory() ? Kind.FOLDER : found.isRegularFile() ? Kind.FILE : Kind.OTHER;
      return new Found(name, kind, found.size(), found.lastModifiedTime().toMillis());
    } catch (FileSystemException e) {
      if (Files.isSymbolicLink(entry) || e instanceof NoSuchFileException) {
        return new Found(name, Kind.DEAD_LINK, 0, 0);
      }
      throw e;
    }
  }

  private static DataException noFolder(Object path) {
    return new DataException(path + " is a file, not a folder");
  }
}
