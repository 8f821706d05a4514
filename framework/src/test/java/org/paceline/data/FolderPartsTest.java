package org.paceline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders are parts, which are classes, and which are neither. */
class FolderPartsTest {

  @TempDir private Path folder;
  private ImageFiles images;

  @BeforeEach
  void start() {
    images = new ImageFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "test", "val"})
  void aFolderOfImagesIsAClassWhateverItsName(String name) throws IOException {
    for (int i = 0; i < 5; i++) {
      images.grey(name + "/" + i + ".png", 1).grey("car/" + i + ".png", 2);
    }
    assertThat(open(Subset.TRAIN).classes()).containsExactlyInAnyOrder(name, "car");
    assertThat(open(Subset.TEST).classes()).containsExactlyInAnyOrder(name, "car");
  }

  @Test
  void aClassWithFoldersIsOneWhereOtherClassesLieBesideIt() throws IOException {
    images.grey("train/steam/1.png", 1).grey("train/steam/2.png", 1).grey("car/1.png", 2);
    images.grey("car/2.png", 2);
    assertThat(open(Subset.TRAIN).classes()).containsExactly("car", "train");
    assertThat(FolderParts.of(tree()).notes())
        .containsExactly(
            "'train' is taken for a class and not for a part, since 'car' lies beside it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "val", "valid", "validation", "Test"})
  void thePartForTestsHasManyNames(String name) throws IOException {
    images.grey("train/cat/1.png", 1).grey(name + "/cat/2.png", 2).grey(name + "/cat/3.png", 2);
    assertThat(open(Subset.TRAIN).size()).isEqualTo(1);
    assertThat(open(Subset.TEST).size()).isEqualTo(2);
  }

  @Test
  void ofTwoPartsForTestsOneIsTakenAndTheOtherSaid() throws IOException {
    images.grey("train/cat/1.png", 1).grey("val/cat/2.png", 2).grey("test/cat/3.png", 3);
    assertThat(open(Subset.TEST).read(0, 1).pixels()).containsOnly(3);
    assertThat(FolderParts.of(tree()).notes())
        .containsExactly("left out, beside test/, train/: val/");
  }

  @Test
  void imagesWithoutClassesBesidePartsAreLeftOut() throws IOException {
    images.grey("train/cat/1.png", 1).grey("val/cat/2.png", 2).grey("test/3.png", 3);
    assertThat(open(Subset.TEST).read(0, 1).pixels()).containsOnly(2);
    assertThat(FolderParts.of(tree()).notes())
        .containsExactly("left out, beside train/, val/: test/");
  }

  @Test
  void aFlatTestFolderBesideATrainingPartIsLeftOut() throws IOException {
    images.grey("train/cat/1.png", 1).grey("train/dog/1.png", 1).grey("test/3.png", 3);
    images.grey("train/cat/2.png", 1).grey("train/dog/2.png", 1);
    assertThat(open(Subset.TRAIN).classes()).containsExactly("cat", "dog");
    assertThat(FolderParts.of(tree()).notes()).containsExactly("left out, beside train/: test/");
  }

  @Test
  void aStrangerBesideAPartOfSeveralClassesIsRefused() throws IOException {
    images.grey("train/cat/1.png", 1).grey("train/dog/1.png", 1).grey("samples/3.png", 3);
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "train/ holds folders of classes, but samples/ lies beside it: give train itself");
  }

  @Test
  void theFolderAroundClassesIsNotAClass() throws IOException {
    images.grey("set/cat/1.png", 1).grey("set/dog/1.png", 1);
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file:%s holds one folder, and that holds others: if they are the classes, give images:file:%s/set"
                .formatted(folder, folder));
  }

  @Test
  void aTestClassWithoutImagesIsAnError() throws IOException {
    images.grey("train/cat/1.png", 1).grey("train/dog/1.png", 1).grey("val/cat/1.png", 1);
    Files.createDirectories(folder.resolve("val/dog"));
    assertThatThrownBy(() -> open(Subset.TEST))
        .isInstanceOf(DataException.class)
        .hasMessage("class 'dog' holds no image");
  }

  @Test
  void aTenthOfATrainingFolderIsHeldBackWhereThereIsNoOther() throws IOException {
    for (int i = 0; i < 50; i++) {
      images.grey("train/cat/" + i + ".png", 1);
    }
    assertThat(open(Subset.TEST).size()).isBetween(1, 15);
    assertThat(open(Subset.TRAIN).size() + open(Subset.TEST).size()).isEqualTo(50);
  }

  @Test
  void aTestFolderAloneTrainsNothing() throws IOException {
    images.grey("test/cat/1.png", 1);
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("file:" + folder + " has no folder train/ beside its others");
  }

  @Test
  void whatSystemsLeaveIsNoClass() throws IOException {
    images.grey("cat/1.png", 1).grey("cat/2.png", 1).grey("cat/._1.png", 1);
    images.grey("__MACOSX/cat/._1.png", 1).grey("@eaDir/cat/thumb.jpg", 1);
    images.grey(".ipynb_checkpoints/1.png", 1).text("cat/Thumbs.db").text("cat/.DS_Store");
    Files.createDirectories(folder.resolve("lost+found"));
    assertThat(open(Subset.TRAIN).classes()).containsExactly("cat");
    assertThat(open(Subset.TRAIN).size()).isEqualTo(1);
    assertThat(tree().allLeftOut()).isEmpty();
  }

  @Test
  void aClassWithoutImagesIsAnErrorThatSaysWhatItHolds() throws IOException {
    images.grey("cat/1.png", 1).text("emu/1.heic").text("emu/2.HEIC").text("emu/list");
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("class 'emu' holds no image but 2 .heic, 1 without an ending");
    Files.createDirectories(folder.resolve("empty"));
    Files.walk(folder.resolve("emu"))
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(p -> p.toFile().delete());
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("class 'empty' holds no image");
  }

  @Test
  void whatIsLeftOutIsCountedByKind() throws IOException {
    images.grey("cat/1.png", 1).text("cat/a.txt").text("cat/b.heic").text("cat/old/c.heic");
    Files.createSymbolicLink(folder.resolve("cat/gone.png"), folder.resolve("nowhere.png"));
    Files.createSymbolicLink(folder.resolve("cat/loop.png"), folder.resolve("cat/loop.png"));
    Files.createSymbolicLink(folder.resolve("cat/in.png"), folder.resolve("cat/1.png/in"));
    assertThat(tree().allLeftOut())
        .containsOnlyKeys(".txt", ".heic", "links that lead nowhere")
        .containsEntry(".heic", 2)
        .containsEntry("links that lead nowhere", 3);
  }

  @Test
  void aLinkToAnImageIsOne() throws IOException {
    images.grey("elsewhere.png", 5).grey("cat/1.png", 5);
    Files.createSymbolicLink(folder.resolve("cat/2.png"), folder.resolve("elsewhere.png"));
    assertThat(open(Subset.TRAIN).size() + open(Subset.TEST).size()).isEqualTo(2);
  }

  @Test
  void aLinkThatLeadsBackEnds() throws IOException {
    images.grey("cat/1.png", 5);
    Files.createSymbolicLink(folder.resolve("cat/back"), folder);
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("folders lie more than 24 deep in one another");
  }

  @Test
  void aTestClassThatTrainingLacksIsNamed() throws IOException {
    images.grey("train/cat/1.png", 1).grey("test/emu/1.png", 1);
    assertThatThrownBy(() -> open(Subset.TEST))
        .isInstanceOf(DataException.class)
        .hasMessage("test has a class 'emu' that the training images do not have: [cat]");
  }

  @Test
  void umlautsAreTheSameTakenApartOrNot() throws IOException {
    images.grey("train/ka\u0308se/1.png", 1).grey("test/k\u00e4se/1.png", 2);
    assertThat(open(Subset.TEST).read(0, 1).labels()).containsExactly(0);
    assertThat(open(Subset.TEST).classes()).containsExactly("k\u00e4se");
  }

  @Test
  void whatIsNoFolderOrHoldsNothingIsSaid() throws IOException {
    assertThatThrownBy(() -> parts(folder.resolve("none")))
        .isInstanceOf(DataException.class)
        .hasMessage("there is no folder file:" + folder + "/none");
    images.grey("1.png", 1);
    assertThatThrownBy(() -> parts(folder.resolve("1.png")))
        .isInstanceOf(DataException.class)
        .hasMessage(folder + "/1.png is a file, not a folder");
    assertThatThrownBy(() -> open(Subset.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file:%s holds no images to train with: expected a folder a class with images in it; it"
                    .formatted(folder)
                + " holds 1 images that lie in no folder");
  }

  private Examples open(Subset subset) {
    return parts(folder).of(subset);
  }

  private static DataParts parts(Path path) {
    return ImageFolder.open(path.toString(), Optional.empty());
  }

  private FolderTree tree() {
    return FolderTree.of(new org.apache.hadoop.fs.Path(folder.toUri()));
  }
}
