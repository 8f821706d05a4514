package org.paceline.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.paceline.base.Hashing;

/**
 * A folder with one folder of images a class. All images have the size of the first.
 *
 * <p>The order is that of the paths' hashes, so that a range of examples mixes the classes.
 */
final class FolderExamples implements Examples {

  private static final long serialVersionUID = 1L;
  private static final int TEST_ONE_IN = 10;

  static {
    // By default ImageIO copies every image into a temporary file first.
    ImageIO.setUseCache(false);
  }

  private final List<String> files;
  private final List<Integer> labels;
  private final List<String> classes;
  private final ImageShape shape;
  private final String fingerprint;

  private FolderExamples(List<Entry> entries, List<String> classes) {
    this.files = entries.stream().map(Entry::path).toList();
    this.labels = entries.stream().map(Entry::label).toList();
    this.classes = List.copyOf(classes);
    BufferedImage first = decode(files.get(0));
    this.shape = new ImageShape(3, first.getHeight(), first.getWidth());
    this.fingerprint = verify();
  }

  /** Decodes every image once, so that a bad one is found before training. */
  private String verify() {
    MessageDigest digest = Hashing.digest("SHA-256");
    for (int i = 0; i < files.size(); i++) {
      ExampleBlock one = read(i, 1);
      digest.update(one.pixels());
      digest.update(Hashing.sha256(classes.get(one.labels()[0])));
    }
    return Hashing.hex(digest.digest());
  }

  /**
   * Opens {@code location/train} or {@code location/test}; where there are no such folders, every
   * tenth image is for the test.
   */
  static Examples open(String location, Subset subset) {
    Path root = Storage.path(location);
    Path own = new Path(root, subset.name().toLowerCase(Locale.ROOT));
    boolean divided = !Storage.list(own).isEmpty();
    Path folder = divided ? own : root;
    Path trainFolder = new Path(root, "train");
    boolean hasTrain = divided && !Storage.list(trainFolder).isEmpty();
    List<String> classes = classes(hasTrain ? trainFolder : folder);
    classes(folder).stream()
        .filter(name -> !classes.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new DataException(
                  "%s has a class '%s' that the training images do not have: %s"
                      .formatted(folder, name, classes));
            });
    List<Entry> entries = entries(folder, classes);
    List<Entry> chosen = divided ? entries : everyTenth(entries, subset);
    if (chosen.isEmpty()) {
      throw new DataException(
          "%s holds no images to %s with: expected a folder a class with .png or .jpg files"
              .formatted(folder, subset.name().toLowerCase(Locale.ROOT)));
    }
    return new FolderExamples(chosen, classes);
  }

  private static List<String> classes(Path folder) {
    return Storage.list(folder).stream()
        .filter(FileStatus::isDirectory)
        .map(status -> status.getPath().getName())
        .filter(name -> !name.startsWith("."))
        .toList();
  }

  private static List<Entry> entries(Path folder, List<String> classes) {
    List<Entry> entries = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      String name = classes.get(label);
      for (FileStatus file : Storage.list(new Path(folder, name))) {
        String fileName = file.getPath().getName();
        if (file.isFile() && fileName.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
          String order = Hashing.hex(Hashing.sha256(name + "/" + fileName));
          entries.add(new Entry(file.getPath().toString(), label, order));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::order));
    return entries;
  }

  private static List<Entry> everyTenth(List<Entry> entries, Subset subset) {
    List<Entry> chosen = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if ((i % TEST_ONE_IN == 0) == (subset == Subset.TEST)) {
        chosen.add(entries.get(i));
      }
    }
    return chosen;
  }

  @Override
  public ExampleBlock read(int from, int count) {
    Objects.checkFromIndexSize(from, count, files.size());
    byte[] pixels = new byte[count * shape.length()];
    int[] read = new int[count];
    for (int i = 0; i < count; i++) {
      copy(files.get(from + i), pixels, i * shape.length());
      read[i] = labels.get(from + i);
    }
    return new ExampleBlock(shape, pixels, read);
  }

  private void copy(String file, byte[] pixels, int offset) {
    BufferedImage image = decode(file);
    if (image.getHeight() != shape.height() || image.getWidth() != shape.width()) {
      throw new DataException(
          "%s is %d×%d, all images must be %d×%d like the first"
              .formatted(file, image.getHeight(), image.getWidth(), shape.height(), shape.width()));
    }
    // getRGB would change grey values by a gamma curve.
    boolean grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int rgb = grey ? 0x10101 * image.getRaster().getSample(x, y, 0) : image.getRGB(x, y);
        int at = offset + y * shape.width() + x;
        pixels[at] = (byte) (rgb >> 16);
        pixels[at + shape.plane()] = (byte) (rgb >> 8);
        pixels[at + 2 * shape.plane()] = (byte) rgb;
      }
    }
  }

  private static BufferedImage decode(String file) {
    Path path = new Path(file);
    try (InputStream in = Storage.of(path).open(path)) {
      BufferedImage image = ImageIO.read(in);
      if (image == null) {
        throw new DataException(file + " is not an image that Java can decode");
      }
      return image;
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DataException(file + " cannot be decoded: " + e.getMessage(), e);
    }
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  private record Entry(String path, int label, String order) {}
}
