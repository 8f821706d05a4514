package org.paceline.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which folders of a data set are its parts for training and test. A folder is a part by its name,
 * and only if most of its images lie in folders of classes: those that lie in it directly make it a
 * class.
 *
 * @param train the folder of classes to train on, of which a tenth is held back where there is no
 *     test part
 * @param test the folder of classes to test with, if there is one
 * @param notes what a person should know of it
 */
record FolderParts(Optional<FolderTree> train, Optional<FolderTree> test, List<String> notes) {

  private static final List<String> TRAIN = List.of("train", "training");

  /** The first of these that is there is the test part. */
  private static final List<String> TEST = List.of("test", "testing", "val", "valid", "validation");

  static FolderParts of(FolderTree root) {
    List<FolderTree> holding = root.folders().stream().filter(FolderTree::holdsImages).toList();
    List<FolderTree> parts = holding.stream().filter(FolderParts::isPart).toList();
    List<FolderTree> others = holding.stream().filter(folder -> !isPart(folder)).toList();
    if (parts.isEmpty()) {
      return undivided(root, List.of());
    }
    Optional<FolderTree> stranger =
        others.stream().filter(folder -> !isNamedLikePart(folder)).findFirst();
    return parts.size() == 1 && stranger.isPresent()
        ? lone(root, parts.get(0), stranger.get())
        : divided(parts, others);
  }

  /** A class may have a folder in it and be called "train"; with several, nobody can tell. */
  private static FolderParts lone(FolderTree root, FolderTree part, FolderTree stranger) {
    if (part.folders().stream().filter(FolderTree::holdsImages).count() > 1) {
      throw new DataException(
          ("%s/ holds folders of classes, but %s/ lies beside it: give %s itself, or take the other"
                  + " away; if %s is a class, take its images out of their folders")
              .formatted(part.name(), stranger.name(), part.name(), part.name()));
    }
    return undivided(
        root,
        List.of(
            "'%s' is taken for a class and not for a part, since '%s' lies beside it"
                .formatted(part.name(), stranger.name())));
  }

  private static FolderParts undivided(FolderTree root, List<String> notes) {
    return new FolderParts(Optional.of(root), Optional.empty(), notes);
  }

  private static FolderParts divided(List<FolderTree> parts, List<FolderTree> others) {
    Optional<FolderTree> train = first(parts, TRAIN);
    Optional<FolderTree> test = first(parts, TEST);
    List<FolderTree> unused = new ArrayList<>(parts);
    unused.addAll(others);
    train.ifPresent(unused::remove);
    test.ifPresent(unused::remove);
    List<String> notes = new ArrayList<>();
    if (!unused.isEmpty()) {
      notes.add(
          "left out, beside %s: %s"
              .formatted(
                  names(parts.stream().filter(part -> !unused.contains(part)).toList()),
                  names(unused)));
    }
    return new FolderParts(train, test, notes);
  }

  private static String names(List<FolderTree> folders) {
    return String.join(", ", folders.stream().map(folder -> folder.name() + "/").toList());
  }

  private static boolean isNamedLikePart(FolderTree folder) {
    String name = folder.name().toLowerCase(Locale.ROOT);
    return TRAIN.contains(name) || TEST.contains(name);
  }

  private static boolean isPart(FolderTree folder) {
    return isNamedLikePart(folder) && folder.allImages().count() > 2L * folder.images().size();
  }

  private static Optional<FolderTree> first(List<FolderTree> parts, List<String> names) {
    return parts.stream()
        .filter(part -> names.contains(part.name().toLowerCase(Locale.ROOT)))
        .min(Comparator.comparing(part -> names.indexOf(part.name().toLowerCase(Locale.ROOT))));
  }
}
