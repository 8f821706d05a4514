package org.paceline.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.paceline.image.ImageSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with one folder of images a class, perhaps in folders of its own for training and test.
 * Only names, sizes and times are looked at here: pixels are for the executors.
 *
 * <p>The order of examples is that of hashes of their names, so that a range mixes the classes;
 * where nothing is trained, it is that of their paths.
 */
final class ImageFolder implements DataParts {

  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);

  private final Path root;
  private final FolderTree tree;
  private final FolderParts parts;
  private final Optional<ImageSize> size;

  private ImageFolder(Path root, FolderTree tree, Optional<ImageSize> size) {
    this.root = root;
    this.tree = tree;
    this.parts = FolderParts.of(tree);
    this.size = size;
  }

  static ImageFolder open(String location, Optional<ImageSize> size) {
    Path given = Storage.path(location);
    Path root = Storage.of(given).makeQualified(given);
    ImageFolder folder = new ImageFolder(root, FolderTree.of(root), size);
    folder.tellLeftOut();
    folder.parts.notes().forEach(note -> LOG.warn("{}: {}", root, note));
    folder.tellOutside(folder.tree);
    folder.parts.train().filter(part -> part != folder.tree).ifPresent(folder::tellOutside);
    folder.parts.test().ifPresent(folder::tellOutside);
    return folder;
  }

  private void tellLeftOut() {
    Map<String, Integer> leftOut = tree.allLeftOut();
    if (!leftOut.isEmpty()) {
      LOG.warn("{}: files that are no images are left out: {}", root, ClassFolders.counts(leftOut));
    }
  }

  @Override
  public Examples of(Subset subset) {
    FolderTree train =
        parts
            .train()
            .orElseThrow(() -> new DataException(root + " has no folder train/ beside its others"));
    checkDepth(train);
    ClassFolders trained = ClassFolders.of(train);
    if (trained.images().isEmpty()) {
      throw nothing("to train with: expected a folder a class with images in it");
    }
    List<LabelledImage> chosen =
        parts.test().isPresent() ? divided(trained, subset) : heldBack(trained, subset);
    if (chosen.isEmpty()) {
      throw nothing("to " + subset.name().toLowerCase(Locale.ROOT) + " with");
    }
    return FolderExamples.of(root, trained.names(), sorted(chosen, LabelledImage.BY_HASH), size);
  }

  private DataException nothing(String what) {
    Map<String, Integer> found = new TreeMap<>(tree.allLeftOut());
    if (!tree.images().isEmpty()) {
      found.put("images that lie in no folder", tree.images().size());
    }
    return new DataException(
        "%s holds no images %s%s"
            .formatted(
                root, what, found.isEmpty() ? "" : "; it holds " + ClassFolders.counts(found)));
  }

  /** People give the folder around the one that they mean. */
  private void checkDepth(FolderTree part) {
    List<FolderTree> holding = part.folders().stream().filter(FolderTree::holdsImages).toList();
    if (holding.size() == 1
        && part.images().isEmpty()
        && holding.get(0).images().isEmpty()
        && holding.get(0).folders().stream().filter(FolderTree::holdsImages).count() > 1) {
      String inner = holding.get(0).path();
      throw new DataException(
          "%s holds one folder, and that holds others: if they are the classes, give images:%s/%s"
              .formatted(root, root, inner));
    }
  }

  private void tellOutside(FolderTree part) {
    if (!part.images().isEmpty() && part.folders().stream().anyMatch(FolderTree::holdsImages)) {
      LOG.warn(
          "{}: {} images that lie in no folder of a class are left out, such as {}",
          root,
          part.images().size(),
          part.images().get(0).path());
    }
  }

  private List<LabelledImage> divided(ClassFolders trained, Subset subset) {
    return subset == Subset.TRAIN
        ? all(trained)
        : all(ClassFolders.of(parts.test().orElseThrow(), trained.names()));
  }

  private static List<LabelledImage> all(ClassFolders classes) {
    return classes.images().values().stream().flatMap(Collection::stream).toList();
  }

  private static List<LabelledImage> heldBack(ClassFolders classes, Subset subset) {
    return classes.images().values().stream()
        .flatMap(images -> HeldBack.of(images, subset).stream())
        .toList();
  }

  @Override
  public Examples unsorted(List<String> classes) {
    List<LabelledImage> images = new ArrayList<>();
    tree.allImages()
        .forEach(
            image ->
                images.add(
                    LabelledImage.of(image, tree, "", classes.indexOf(folder(image, classes)))));
    if (images.isEmpty()) {
      throw nothing("at all");
    }
    return FolderExamples.of(root, classes, sorted(images, LabelledImage.BY_PATH), size);
  }

  private static List<LabelledImage> sorted(
      List<LabelledImage> images, Comparator<LabelledImage> order) {
    return images.stream().sorted(order).toList();
  }

  /** The innermost folder around an image that is named like a class. */
  private static String folder(FolderTree.Image image, List<String> classes) {
    String[] names = ClassFolders.normal(image.path()).split("/");
    for (int i = names.length - 2; i >= 0; i--) {
      if (classes.contains(names[i])) {
        return names[i];
      }
    }
    return "";
  }
}
