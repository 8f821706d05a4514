package org.paceline.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file is by its first bytes, whatever its name says. */
enum FileKind {
  /** An archive, such as a model. */
  ZIP("a zip file: a saved model's name ends in .zip", "PK"),
  /** What Keras saves as .h5. */
  HDF5("an HDF5 file, as Keras saves models: " + FileKind.IMPORT, "\u0089HDF"),
  /** What gzip makes. */
  GZIP("compressed by gzip: unpack it first", "\u001f\u008b"),
  /** What Java's serialisation makes. */
  JAVA("a serialised Java object, which is never read", "\u00ac\u00ed"),
  /** Nothing. */
  EMPTY("empty", ""),
  /** Anything else. */
  TEXT("no zip file: a configuration's name ends in .json", "");

  /** What to do with Keras' models. */
  static final String IMPORT =
      "import it by DL4J's KerasModelImport and save it by its ModelSerializer";

  private static final int LONGEST = 4;

  private final String description;

  /** The first bytes, as characters; empty where they do not tell. */
  private final String magic;

  FileKind(String description, String magic) {
    this.description = description;
    this.magic = magic;
  }

  static FileKind of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(LONGEST));
    }
  }

  static FileKind of(byte[] bytes) {
    if (bytes.length == 0) {
      return EMPTY;
    }
    int length = Math.min(LONGEST, bytes.length);
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values())
        .filter(kind -> !kind.magic.isEmpty() && start.startsWith(kind.magic))
        .findFirst()
        .orElse(TEXT);
  }

  /** To follow "it is". */
  String description() {
    return description;
  }
}
