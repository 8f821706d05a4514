package org.paceline.data;

import java.util.List;
import org.paceline.image.ImageHeader;

/**
 * Some images of a folder.
 *
 * @param source the folder
 * @param names their paths in it, in one text: lists of texts take several times the memory
 * @param labels their classes
 */
@SuppressWarnings("ArrayRecordComponent")
record FolderRange(ImageSource source, String names, int[] labels) implements ExampleRange {

  /** The only character that no path has. */
  private static final String BETWEEN = "\0";

  static String joined(List<String> paths) {
    return String.join(BETWEEN, paths);
  }

  private String[] paths() {
    return names.split(BETWEEN);
  }

  @Override
  public ExampleBlock read() {
    ImageShape shape = source.shape();
    byte[] pixels = new byte[labels.length * shape.length()];
    int offset = 0;
    for (String path : paths()) {
      System.arraycopy(source.pixels(path), 0, pixels, offset, shape.length());
      offset += shape.length();
    }
    return new ExampleBlock(shape, pixels, labels);
  }

  /** Reads their headers. */
  SizeCensus census() {
    SizeCensus census = new SizeCensus(source.size());
    for (String path : paths()) {
      ImageHeader header = source.header(path);
      census.add(path, header);
    }
    return census;
  }
}
