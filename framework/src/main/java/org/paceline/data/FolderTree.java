package org.paceline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.paceline.image.Formats;

/**
 * A folder with all that lies in it.
 *
 * @param name its name
 * @param path its path below the root, which itself has the empty one
 * @param images the images that lie in it directly
 * @param folders those in it, empty ones too
 * @param leftOut how many other files of which kind lie in it directly
 */
record FolderTree(
    String name,
    String path,
    List<Image> images,
    List<FolderTree> folders,
    Map<String, Integer> leftOut) {

  private static final int DEEPEST = 24;

  /**
   * An image that was not looked at yet.
   *
   * @param path its path below the root
   */
  record Image(String path, long bytes, long modified) {}

  /**
   * Walks through a folder.
   *
   * @throws DataException if it cannot be listed, or never ends
   */
  static FolderTree of(Path root) {
    return of(root, "", "", 0);
  }

  private static FolderTree of(Path folder, String name, String path, int depth) {
    if (depth > DEEPEST) {
      throw new DataException(
          "folders lie more than %s deep in one another, perhaps by a link that leads back: %s"
              .formatted(DEEPEST, path));
    }
    FolderTree tree =
        new FolderTree(name, path, new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    for (Found found : Listing.of(folder)) {
      if (!SystemFiles.has(found.name())) {
        tree.add(found, folder, depth);
      }
    }
    return tree;
  }

  private void add(Found found, Path folder, int depth) {
    String below = path.isEmpty() ? found.name() : path + "/" + found.name();
    switch (found.kind()) {
      // The path of three parts: a name with a colon is no URI.
      case FOLDER ->
          folders.add(
              of(
                  new Path(folder, new Path(null, null, found.name())),
                  found.name(),
                  below,
                  depth + 1));
      case FILE -> {
        if (Formats.readable(found.name())) {
          images.add(new Image(below, found.bytes(), found.modified()));
        } else {
          leaveOut(kind(found.name()));
        }
      }
      case DEAD_LINK -> leaveOut("links that lead nowhere");
      case OTHER -> leaveOut("no regular files");
    }
  }

  private void leaveOut(String kind) {
    leftOut.merge(kind, 1, Integer::sum);
  }

  private static String kind(String name) {
    String ending = Formats.ending(name);
    return ending.isEmpty() ? "without an ending" : "." + ending;
  }

  boolean holdsImages() {
    return !images.isEmpty() || folders.stream().anyMatch(FolderTree::holdsImages);
  }

  /** All images, of folders in it too. */
  Stream<Image> allImages() {
    return Stream.concat(images.stream(), folders.stream().flatMap(FolderTree::allImages));
  }

  /** How many files of which kind are no images, in folders in it too. */
  Map<String, Integer> allLeftOut() {
    Map<String, Integer> all = new TreeMap<>(leftOut);
    folders.forEach(
        folder ->
            folder.allLeftOut().forEach((kind, count) -> all.merge(kind, count, Integer::sum)));
    return all;
  }
}
