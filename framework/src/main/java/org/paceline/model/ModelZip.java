package org.paceline.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The entries of a model's zip; they may lie in a folder of it, if it is the only one. */
final class ModelZip implements Closeable {

  static final String CONFIGURATION = "configuration.json";

  /** A configuration or provenance. */
  private static final long LARGEST_TEXT = 64L << 20;

  private static final long LARGEST_ENTRY = Integer.MAX_VALUE - 8L;
  private static final int MOST_NAMES = 5;

  private final ZipFile zip;
  private final String folder;

  private ModelZip(ZipFile zip) throws IOException {
    this.zip = zip;
    this.folder = folder();
  }

  /**
   * Opens a zip.
   *
   * @throws IOException if it is none, or holds no model or several
   */
  static ModelZip open(Path file) throws IOException {
    FileKind kind = FileKind.of(file);
    if (kind != FileKind.ZIP) {
      throw new IOException("it is " + kind.description());
    }
    ZipFile zip = new ZipFile(file.toFile());
    try {
      return new ModelZip(zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private String folder() throws IOException {
    List<String> found = names(CONFIGURATION).toList();
    if (found.contains(CONFIGURATION)) {
      return "";
    }
    if (found.size() == 1 && found.get(0).indexOf('/') == found.get(0).lastIndexOf('/')) {
      return found.get(0).substring(0, found.get(0).lastIndexOf('/') + 1);
    }
    throw new IOException(
        found.isEmpty()
            ? "it has no entry %s; %s".formatted(CONFIGURATION, content())
            : "a model's entries are at its top or in its only folder, not as " + listed(found));
  }

  private java.util.stream.Stream<String> names(String name) {
    return Collections.list(zip.entries()).stream()
        .map(ZipEntry::getName)
        // What macOS keeps of a file beside it has the file's own name.
        .filter(entry -> !entry.startsWith("__MACOSX/"))
        .filter(entry -> entry.equals(name) || entry.endsWith("/" + name));
  }

  private String content() {
    List<String> all = Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    if (all.contains("config.json") && all.contains("metadata.json")) {
      return "it is Keras' own zip: " + FileKind.IMPORT;
    }
    return all.isEmpty() ? "it has none at all" : "it has " + listed(all);
  }

  private static String listed(List<String> names) {
    String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  byte[] required(String name) throws IOException {
    return optional(name).orElseThrow(() -> new IOException("it has no entry " + folder + name));
  }

  Optional<byte[]> optional(String name) throws IOException {
    ZipEntry entry = zip.getEntry(folder + name);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.getSize() > (name.endsWith(".json") ? LARGEST_TEXT : LARGEST_ENTRY)) {
      throw new IOException("entry %s has %s bytes".formatted(name, entry.getSize()));
    }
    byte[] content = zip.getInputStream(entry).readAllBytes();
    CRC32 checksum = new CRC32();
    checksum.update(content);
    if (checksum.getValue() != entry.getCrc()) {
      throw new IOException("the checksum of its entry %s is wrong".formatted(name));
    }
    return Optional.of(content);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
