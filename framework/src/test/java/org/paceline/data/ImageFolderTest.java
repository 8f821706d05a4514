package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.image.ImageSize;

class ImageFolderTest {

  @TempDir private Path folder;
  private ImageFiles images;

  @BeforeEach
  void start() {
    images = new ImageFiles(folder);
  }

  @Test
  void everyFolderIsAClassAndImagesAreStoredPlaneByPlane() throws IOException {
    images.pixels("train/cat/a.png", 1, 2, 0x102030, 0xf0e0d0);
    Examples examples = open(Subset.TRAIN);
    assertThat(examples.shape()).isEqualTo(new ImageShape(3, 1, 2));
    assertThat(examples.classes()).containsExactly("cat");
    assertThat(examples.name(0)).isEqualTo("train/cat/a.png");
    assertThat(examples.read(0, 1).pixels())
        .containsExactly(0x10, (byte) 0xf0, 0x20, (byte) 0xe0, 0x30, (byte) 0xd0);
  }

  @Test
  void labelsFollowTheFoldersInAlphabeticalOrder() throws IOException {
    images.grey("train/dog/1.png", 2).grey("train/cat/1.png", 1).grey("train/cat/2.png", 1);
    images.grey("train/emu/1.png", 3).grey("test/cat/9.png", 1);
    Examples examples = open(Subset.TRAIN);
    assertThat(examples.classes()).containsExactly("cat", "dog", "emu");
    ExampleBlock block = examples.read(0, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(block.pixels()[3 * i + 2]).isEqualTo((byte) (block.labels()[i] + 1));
    }
    assertThat(Arrays.stream(block.labels()).sorted()).containsExactly(0, 0, 1, 2);
  }

  @Test
  void aTestFolderIsTheTestSet() throws IOException {
    images.grey("train/cat/1.png", 1).grey("test/cat/1.png", 2).grey("test/cat/2.png", 2);
    Examples test = parts(folder.toUri().toString()).of(Subset.TEST);
    assertThat(test.size()).isEqualTo(2);
    assertThat(test.read(0, 2).pixels()).containsOnly(2);
    assertThat(open(Subset.TRAIN).size()).isEqualTo(1);
  }

  @Test
  void withoutATestFolderATenthOfEachClassIsForTheTest() throws IOException {
    for (int i = 0; i < 120; i++) {
      images.grey((i < 60 ? "cat/" : "dog/") + i + ".png", i + 1);
    }
    Set<Integer> train = values(open(Subset.TRAIN));
    Set<Integer> test = values(open(Subset.TEST));
    assertThat(test).hasSizeBetween(6, 20).doesNotContainAnyElementsOf(train);
    assertThat(train).hasSize(120 - test.size());
    assertThat(test).anyMatch(value -> value <= 60).anyMatch(value -> value > 60);
  }

  @Test
  void aNewImageMovesNoOtherBetweenTheParts() throws IOException {
    for (int i = 0; i < 100; i++) {
      images.grey("cat/" + i + ".png", i + 1);
    }
    Set<Integer> before = values(open(Subset.TEST));
    for (int i = 100; i < 120; i++) {
      images.grey("cat/" + i + ".png", i + 1);
      images.grey("ant/" + i + ".png", 1);
    }
    assertThat(values(open(Subset.TEST))).containsAll(before);
    assertThat(values(open(Subset.TRAIN))).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aSmallClassIsInBothParts() throws IOException {
    for (String name : List.of("ant", "bee", "cat", "dog", "emu", "fox", "gnu", "hen")) {
      images.grey(name + "/1.png", 1).grey(name + "/2.png", 1);
    }
    for (Subset subset : Subset.values()) {
      Examples part = open(subset);
      assertThat(Arrays.stream(part.read(0, part.size()).labels()).sorted())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }
  }

  @Test
  void aRangeMixesTheClasses() throws IOException {
    for (int i = 0; i < 20; i++) {
      images.grey("train/cat/" + i + ".png", 1).grey("train/dog/" + i + ".png", 2);
    }
    Examples examples = open(Subset.TRAIN);
    int[] all =
        IntStream.range(0, examples.size()).map(i -> examples.read(i, 1).labels()[0]).toArray();
    assertThat(Arrays.stream(all, 0, all.length / 2).sum()).isBetween(4, 14);
    assertThat(examples.range(13, 4).read().labels()).isEqualTo(Arrays.copyOfRange(all, 13, 17));
  }

  @Test
  void imagesOfAllEndingsAndInFoldersOfAClassAreRead() throws IOException {
    images.grey("train/cat/1.PNG", 7).stored("train/cat/2.JPEG", "jpg", 7);
    images.stored("train/cat/3.jfif", "jpg", 7).stored("train/cat/old/4.gif", "gif", 7);
    images.stored("train/cat/old/older/5.bmp", "bmp", 7).stored("train/cat/6.tif", "tiff", 7);
    images.text("train/cat/notes.txt").text("train/README.png").text("train/cat/._1.png");
    Examples examples = open(Subset.TRAIN);
    int inBoth = examples.size() + open(Subset.TEST).size();
    assertThat(inBoth).isEqualTo(6);
    assertThat(values(examples)).allMatch(value -> Math.abs(value - 7) < 3);
  }

  @Test
  void imagesAreBroughtToOneSize() throws IOException {
    images.pixels("train/cat/a.png", 30, 40).pixels("train/cat/b.png", 70, 9);
    Examples examples = parts(folder.toString(), "8").of(Subset.TRAIN);
    assertThat(examples.shape()).isEqualTo(new ImageShape(3, 8, 8));
    assertThat(examples.read(0, examples.size()).size()).isEqualTo(examples.size());
    assertThat(examples.fingerprint())
        .isNotEqualTo(parts(folder.toString(), "8:fit").of(Subset.TRAIN).fingerprint());
  }

  @Test
  void theOddImageIsNamedAndNotOneLikeMost() throws IOException {
    for (int i = 0; i < 9; i++) {
      images.pixels("train/cat/" + i + ".png", 7, 9);
    }
    images.pixels("train/cat/odd.png", 3, 4);
    images.grey("test/cat/1.png", 1);
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "1 of 10 images are not 7×9 like most, such as train/cat/odd.png of 3×4; --image-size"
                + " brings all to one size");
  }

  @Test
  void anImageThatChangedItsSizeIsNamedWhenItIsRead() throws IOException {
    images.pixels("train/cat/a.png", 7, 9);
    Examples examples = open(Subset.TRAIN);
    images.pixels("train/cat/a.png", 3, 4);
    assertThatThrownBy(() -> examples.read(0, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file:%s/train/cat/a.png is 3×4, most images are 7×9; --image-size brings all to one"
                    .formatted(folder)
                + " size");
  }

  @Test
  void aFileThatIsNoImageIsNamed() throws IOException {
    images.text("train/cat/a.png");
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file:%s/train/cat/a.png cannot be read: it is not an image of a format that is read"
                .formatted(folder));
  }

  @Test
  void aTruncatedImageIsNamed() throws IOException {
    images.pixels("train/cat/a.png", 30, 30);
    Path file = folder.resolve("train/cat/a.png");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
    Examples examples = open(Subset.TRAIN);
    assertThatThrownBy(() -> examples.read(0, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file:" + file + " cannot be read: ");
  }

  @Test
  void namesWithColonsAreNames() throws IOException {
    images.grey("16:9/05:29:00.png", 1).grey("16:9/b #1 50%.png", 1).grey("4:3/ä b.png", 2);
    images.grey("4:3/c.png", 2);
    Examples examples = open(Subset.TRAIN);
    assertThat(examples.classes()).containsExactly("16:9", "4:3");
    for (Subset subset : Subset.values()) {
      assertThat(values(open(subset))).containsExactly(1, 2);
    }
  }

  @Test
  void theFingerprintFollowsNamesSizesAndTimes() throws IOException {
    images.grey("train/cat/1.png", 1);
    Path file = folder.resolve("train/cat/1.png");
    String before = open(Subset.TRAIN).fingerprint();
    assertThat(open(Subset.TRAIN).fingerprint()).isEqualTo(before);
    assertThat(open(Subset.TRAIN).first(1).fingerprint()).isEqualTo(before);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));
    String touched = open(Subset.TRAIN).fingerprint();
    assertThat(touched).isNotEqualTo(before);
    Files.move(file, folder.resolve("train/cat/2.png"));
    assertThat(open(Subset.TRAIN).fingerprint()).isNotEqualTo(touched);
  }

  @Test
  void theFirstImagesAreASetOfTheirOwn() throws IOException {
    for (int i = 0; i < 12; i++) {
      images.grey("train/cat/" + i + ".png", i);
    }
    Examples all = open(Subset.TRAIN);
    Examples first = all.first(5);
    assertThat(first.size()).isEqualTo(5);
    assertThat(first.read(0, 5).pixels()).isEqualTo(all.read(0, 5).pixels());
    assertThat(first.fingerprint()).isNotEqualTo(all.fingerprint());
    assertThatThrownBy(() -> first.read(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void everyImageOfAnyFolderCanBeLookedAt() throws IOException {
    images.grey("2.png", 2).grey("1.png", 1).grey("new/3.png", 3).grey("train/dog/old/4.png", 4);
    Examples all = parts(folder.toString()).unsorted(List.of("cat", "dog"));
    assertThat(IntStream.range(0, all.size()).mapToObj(all::name))
        .containsExactly("1.png", "2.png", "new/3.png", "train/dog/old/4.png");
    for (int i = 0; i < all.size(); i++) {
      ExampleBlock one = all.read(i, 1);
      assertThat(one.pixels()[0]).isEqualTo((byte) (i + 1));
      assertThat(one.labels()[0]).isEqualTo(i == 3 ? 1 : -1);
    }
  }

  private static Set<Integer> values(Examples examples) {
    Set<Integer> values = new TreeSet<>();
    byte[] pixels = examples.read(0, examples.size()).pixels();
    for (int i = 2; i < pixels.length; i += 3) {
      values.add((int) pixels[i]);
    }
    return values;
  }

  private Examples open(Subset subset) {
    return parts(folder.toString()).of(subset);
  }

  private static DataParts parts(String location) {
    return ImageFolder.open(location, Optional.empty());
  }

  private static DataParts parts(String location, String size) {
    return ImageFolder.open(location, Optional.of(ImageSize.parse(size)));
  }
}
