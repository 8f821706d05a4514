package org.paceline.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The classes of a part of a data set, each with its images.
 *
 * @param images by the classes' names in alphabetical order
 */
record ClassFolders(Map<String, List<LabelledImage>> images) {

  /** The classes of a folder, of which none may be empty. */
  static ClassFolders of(FolderTree part) {
    return of(part, names(part));
  }

  /**
   * The images of a folder by classes that are known; where it has no folder of a class, that is
   * empty.
   *
   * @throws DataException if it has other classes, or a folder without an image
   */
  static ClassFolders of(FolderTree part, List<String> classes) {
    part.folders().stream()
        .filter(folder -> !folder.holdsImages())
        .findFirst()
        .ifPresent(ClassFolders::refuse);
    Map<String, List<LabelledImage>> images = new TreeMap<>();
    classes.forEach(name -> images.put(name, new ArrayList<>()));
    for (FolderTree folder : part.folders()) {
      String name = normal(folder.name());
      if (!images.containsKey(name)) {
        throw new DataException(
            "%s has a class '%s' that the training images do not have: %s"
                .formatted(part.path(), name, classes));
      }
      int label = classes.indexOf(name);
      folder
          .allImages()
          .forEach(image -> images.get(name).add(LabelledImage.of(image, folder, name, label)));
    }
    return new ClassFolders(images);
  }

  private static void refuse(FolderTree folder) {
    throw new DataException(
        "class '%s' holds no image%s"
            .formatted(
                folder.name(),
                folder.allLeftOut().isEmpty() ? "" : " but " + counts(folder.allLeftOut())));
  }

  /** Kinds of files as people read them, such as {@code 12 .heic, 1 .txt}. */
  static String counts(Map<String, Integer> kinds) {
    return kinds.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(FolderTree part) {
    return part.folders().stream()
        .filter(FolderTree::holdsImages)
        .map(folder -> normal(folder.name()))
        .distinct()
        .sorted()
        .toList();
  }

  /** macOS takes umlauts apart, other systems do not. */
  static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  List<String> names() {
    return List.copyOf(images.keySet());
  }
}
