package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderExamplesTest {

  @TempDir private Path folder;

  @Test
  void everyFolderIsAClassAndImagesAreStoredPlaneByPlane() throws IOException {
    image("cat/a.png", 1, 2, 0x102030, 0xf0e0d0);
    Examples examples = open(Subset.TRAIN, "cat/b.png");
    ExampleBlock block = examples.read(0, 1);
    assertThat(examples.shape()).isEqualTo(new ImageShape(3, 1, 2));
    assertThat(examples.classes()).containsExactly("cat");
    assertThat(block.pixels())
        .containsExactly(0x10, (byte) 0xf0, 0x20, (byte) 0xe0, 0x30, (byte) 0xd0);
  }

  @Test
  void labelsFollowTheFoldersInAlphabeticalOrder() throws IOException {
    image("train/dog/1.png", 1, 1, 2);
    image("train/cat/1.png", 1, 1, 1);
    image("train/cat/2.png", 1, 1, 1);
    image("train/emu/1.png", 1, 1, 3);
    image("test/cat/9.png", 1, 1, 1);
    Examples examples = FolderExamples.open(folder.toString(), Subset.TRAIN);
    assertThat(examples.classes()).containsExactly("cat", "dog", "emu");
    ExampleBlock block = examples.read(0, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(block.pixels()[3 * i + 2]).isEqualTo((byte) (block.labels()[i] + 1));
    }
    assertThat(Arrays.stream(block.labels()).sorted()).containsExactly(0, 0, 1, 2);
  }

  @Test
  void aTestFolderIsTheTestSet() throws IOException {
    image("train/cat/1.png", 1, 1, 1);
    image("test/cat/1.png", 1, 1, 2);
    image("test/cat/2.png", 1, 1, 2);
    Examples test = FolderExamples.open(folder.toUri().toString(), Subset.TEST);
    assertThat(test.size()).isEqualTo(2);
    assertThat(test.read(0, 2).pixels()).containsExactly(0, 0, 2, 0, 0, 2);
    assertThat(FolderExamples.open(folder.toString(), Subset.TRAIN).size()).isEqualTo(1);
  }

  @Test
  void withoutATestFolderEveryTenthImageIsForTheTest() throws IOException {
    for (int i = 0; i < 40; i++) {
      image((i < 20 ? "cat/" : "dog/") + i + ".png", 1, 1, i + 1);
    }
    Set<Integer> train = values(FolderExamples.open(folder.toString(), Subset.TRAIN));
    Set<Integer> test = values(FolderExamples.open(folder.toString(), Subset.TEST));
    assertThat(train).hasSize(36).doesNotContainAnyElementsOf(test);
    assertThat(test).hasSize(4);
  }

  @Test
  void aRangeMixesTheClasses() throws IOException {
    for (int i = 0; i < 20; i++) {
      image("train/cat/" + i + ".png", 1, 1, 1);
      image("train/dog/" + i + ".png", 1, 1, 2);
    }
    Examples examples = FolderExamples.open(folder.toString(), Subset.TRAIN);
    assertThat(Arrays.stream(examples.read(0, 20).labels()).filter(label -> label == 0).count())
        .isBetween(4L, 16L);
    assertThat(examples.read(13, 4).labels())
        .isEqualTo(Arrays.copyOfRange(examples.read(0, 20).labels(), 13, 17));
  }

  @Test
  void otherFilesAreNoExamplesAndSuffixesMayBeInCapitals() throws IOException {
    image("train/cat/1.PNG", 1, 1, 1);
    jpeg("train/cat/2.JPEG");
    jpeg("train/cat/3.jpg");
    Files.writeString(folder.resolve("train/cat/notes.txt"), "three images");
    Files.writeString(folder.resolve("train/README.png"), "not in a class");
    Examples examples = FolderExamples.open(folder.toString(), Subset.TRAIN);
    assertThat(examples.size()).isEqualTo(3);
    assertThat(examples.read(0, 3).size()).isEqualTo(3);
  }

  @Test
  void anImageOfAnotherSizeIsNamedWithBothSizes() throws IOException {
    image("train/cat/a.png", 3, 4);
    image("train/cat/b.png", 7, 9);
    assertThatThrownBy(() -> FolderExamples.open(folder.toString(), Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file:%s/train/cat/a.png is 3×4, all images must be 7×9 like the first"
                .formatted(folder));
  }

  @Test
  void aFileThatIsNoImageIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("train/cat"));
    Files.writeString(folder.resolve("train/cat/a.png"), "a text");
    assertThatThrownBy(() -> FolderExamples.open(folder.toString(), Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("file:" + folder + "/train/cat/a.png is not an image that Java can decode");
  }

  @Test
  void aTruncatedImageIsNamed() throws IOException {
    Path file = image("train/cat/a.png", 30, 30);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
    assertThatThrownBy(() -> FolderExamples.open(folder.toString(), Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file:" + file + " cannot be decoded: ");
  }

  @Test
  void aFolderWithoutImagesSaysWhatWasExpected() throws IOException {
    Files.createDirectories(folder.resolve("cat"));
    for (String place : List.of(folder.toString(), folder + "/none")) {
      assertThatThrownBy(() -> FolderExamples.open(place, Subset.TEST))
          .isInstanceOf(DataException.class)
          .hasMessage(
              place
                  + " holds no images to test with: expected a folder a class with .png or .jpg"
                  + " files");
    }
  }

  /** Two images are needed where the first of a folder is for the test. */
  private Examples open(Subset subset, String copy) throws IOException {
    Files.copy(folder.resolve("cat/a.png"), folder.resolve(copy));
    return FolderExamples.open(folder.toString(), subset);
  }

  private static Set<Integer> values(Examples examples) {
    Set<Integer> values = new TreeSet<>();
    byte[] pixels = examples.read(0, examples.size()).pixels();
    for (int i = 2; i < pixels.length; i += 3) {
      values.add((int) pixels[i]);
    }
    return values;
  }

  private Path image(String file, int height, int width, int... rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rgb.length; i++) {
      image.setRGB(i % width, i / width, rgb[i]);
    }
    return store(image, "png", file);
  }

  private void jpeg(String file) throws IOException {
    store(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "jpg", file);
  }

  private Path store(BufferedImage image, String format, String file) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    assertThat(ImageIO.write(image, format, path.toFile())).isTrue();
    return path;
  }
}
