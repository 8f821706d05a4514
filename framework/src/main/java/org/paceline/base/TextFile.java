package org.paceline.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file's text: in UTF-8, with or without a byte order mark, lines ended by LF, CRLF or CR. */
public final class TextFile {

  /** What is read of it takes some ten times as much memory. */
  private static final int MOST_BYTES = 64 << 20;

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @param file not a folder
   * @return its text, lines ended by LF
   * @throws FormatException where it cannot be read, or is not such a text, or empty, or too large
   */
  public static String read(Path file) {
    String text = decode(bytes(file), file);
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (unmarked.indexOf('\0') >= 0) {
      throw new FormatException("%s must be text in UTF-8, but has zero bytes".formatted(file));
    }
    if (unmarked.isBlank()) {
      throw new FormatException("%s must not be empty".formatted(file));
    }
    return unmarked.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new FormatException("%s must be a file, not a folder".formatted(file));
    }
    // Not by its size: a pipe has none.
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new FormatException(
            "%s must have at most %s MiB, but is larger".formatted(file, MOST_BYTES >> 20));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new FormatException("there is no file %s".formatted(file), e);
    } catch (IOException e) {
      throw new FormatException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static String decode(byte[] bytes, Path file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException("%s must be text in UTF-8, and is not".formatted(file), e);
    }
  }
}
