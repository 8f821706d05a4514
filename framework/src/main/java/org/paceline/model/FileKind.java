package org.paceline.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file is by its first bytes, whatever its name says. */
enum FileKind {
  /** An archive, such as a model. */
  ZIP("a zip file: a saved model's name ends in .zip", 'P', 'K'),
  /** What Keras saves as .h5. */
  HDF5("an HDF5 file, as Keras saves models: " + FileKind.IMPORT, 0x89, 'H', 'D', 'F'),
  /** What gzip makes. */
  GZIP("compressed by gzip: unpack it first", 0x1f, 0x8b),
  /** What Java's serialisation makes. */
  JAVA("a serialised Java object, which is never read", 0xac, 0xed),
  /** Nothing. */
  EMPTY("empty"),
  /** Anything else. */
  TEXT("no zip file: a configuration's name ends in .json");

  /** What to do with Keras' models. */
  static final String IMPORT =
      "import it by DL4J's KerasModelImport and save it by its ModelSerializer";

  private static final int LONGEST = 4;

  private final String description;
  private final byte[] magic;

  FileKind(String description, int... magic) {
    this.description = description;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
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
    return Arrays.stream(values())
        .filter(kind -> kind.magic.length > 0)
        .filter(kind -> kind.begins(bytes))
        .findFirst()
        .orElse(TEXT);
  }

  private boolean begins(byte[] bytes) {
    return bytes.length >= magic.length && Arrays.equals(magic, Arrays.copyOf(bytes, magic.length));
  }

  /** To follow "it is". */
  String description() {
    return description;
  }
}
