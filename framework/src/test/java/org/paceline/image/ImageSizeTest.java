package org.paceline.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {

  private static final int BLUE = 0x0000ff;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 32, 100, 300})
  void anImageOfOneColourKeepsItAtAnySize(int size) throws IOException {
    byte[] file = Pictures.file(Pictures.plain(100, 80, 0x2080c8), "png");
    byte[] planes = decode(file, size + ":crop").planes();
    int plane = size * size;
    for (int i = 0; i < planes.length; i++) {
      assertThat(planes[i] & 0xff).isEqualTo(new int[] {0x20, 0x80, 0xc8}[i / plane]);
    }
  }

  @Test
  void croppingTakesTheMiddle() throws IOException {
    BufferedImage stripes = Pictures.plain(12, 4, 0xff0000);
    fill(stripes, 4, 8, BLUE);
    assertThat(pixels(decode(Pictures.file(stripes, "png"), "4:crop"))).containsOnly(BLUE);
  }

  @Test
  void fittingKeepsAllAndPutsBlackBeside() throws IOException {
    BufferedImage wide = Pictures.plain(8, 4, 0xff0000);
    fill(wide, 4, 8, BLUE);
    assertThat(pixels(decode(Pictures.file(wide, "png"), "8:fit")))
        .startsWith(0, 0, 0, 0, 0, 0, 0, 0)
        .endsWith(0, 0, 0, 0, 0, 0, 0, 0)
        .containsSubsequence(0xff0000, 0xff0000, BLUE, BLUE)
        .hasSize(64);
  }

  @Test
  void everyPixelCountsWhenAnImageIsMadeSmaller() throws IOException {
    BufferedImage lines = Pictures.plain(64, 64, 0);
    for (int x = 0; x < 64; x += 2) {
      fill(lines, x, x + 1, 0xffffff);
    }
    int[] grey = pixels(decode(Pictures.file(lines, "png"), "8"));
    assertThat(Arrays.stream(grey).map(colour -> colour & 0xff))
        .allMatch(value -> Math.abs(value - 128) < 24);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,3", "4,2", "5,0", "6,1", "7,3", "8,2"})
  void aCornerIsWhereItsOrientationPutsIt(int orientation, int corner) throws IOException {
    BufferedImage image = Pictures.plain(32, 16, 0);
    image.getSubimage(0, 0, 8, 8).setData(Pictures.plain(8, 8, 0xffffff).getRaster());
    for (byte[] file :
        new byte[][] {
          Pictures.turned(Pictures.file(image, "jpg"), orientation),
          Pictures.turnedPng(Pictures.file(image, "png"), orientation),
          Pictures.turnedPngInTheEnd(Pictures.file(image, "png"), orientation),
          Pictures.turnedPngWithPrefix(Pictures.file(image, "png"), orientation),
          Pictures.turnedTiff(image, orientation)
        }) {
      RgbImage turned = decode(file);
      assertThat(turned.width()).isEqualTo(orientation < 5 ? 32 : 16);
      int right = turned.width() - 1;
      int bottom = turned.height() - 1;
      int[] corners = {
        at(turned, 0, 0), at(turned, right, 0), at(turned, 0, bottom), at(turned, right, bottom)
      };
      for (int i = 0; i < 4; i++) {
        assertThat(corners[i]).isBetween(i == corner ? 240 : 0, i == corner ? 255 : 15);
      }
    }
  }

  @Test
  void aHeaderHasTheSizeOfTheImageAsItIsShown() throws IOException {
    byte[] jpeg = Pictures.turned(Pictures.file(Pictures.plain(32, 16, 0), "jpg"), 6);
    assertThat(header(jpeg, true)).isEqualTo(new ImageHeader("JPEG", 16, 32));
    byte[] png = Pictures.turnedPngInTheEnd(Pictures.file(Pictures.plain(32, 16, 0), "png"), 6);
    assertThat(header(png, true)).isEqualTo(new ImageHeader("PNG", 16, 32));
    assertThat(header(png, false)).isEqualTo(new ImageHeader("PNG", 32, 16));
    try (ImageFile file = ImageFile.open(png)) {
      assertThat(file.header()).isEqualTo(header(png, true));
    }
  }

  private static ImageHeader header(byte[] content, boolean asShown) throws IOException {
    try (ImageFile file = ImageFile.open(new ByteArrayInputStream(content), asShown)) {
      return file.header();
    }
  }

  @Test
  void anImageOfManyPixelsIsThinnedOutWhileItIsRead() throws IOException {
    byte[] large = Pictures.file(Pictures.indexed(1, 8_000, 4_000, 1), "png");
    assertThat(pixels(decode(large, "16"))).containsOnly(0xffffff);
  }

  @ParameterizedTest
  @CsvSource({"64,64:crop", "224:fit,224:fit", "1:crop,1:crop"})
  void aTextIsRead(String text, String shown) {
    assertThat(ImageSize.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-3", "64:", "64:stretch", "64x64", "0", "5000", "9999999999"})
  void aTextOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> ImageSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an image size is ");
  }

  private static RgbImage decode(byte[] file) throws IOException {
    try (ImageFile open = ImageFile.open(file)) {
      return open.pixels(Optional.empty());
    }
  }

  private static RgbImage decode(byte[] file, String size) throws IOException {
    try (ImageFile open = ImageFile.open(file)) {
      return open.pixels(Optional.of(ImageSize.parse(size)));
    }
  }

  private static void fill(BufferedImage image, int from, int end, int colour) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = from; x < end; x++) {
        image.setRGB(x, y, colour);
      }
    }
  }

  private static int at(RgbImage image, int x, int y) {
    return image.planes()[y * image.width() + x] & 0xff;
  }

  private static int[] pixels(RgbImage image) {
    int plane = image.width() * image.height();
    int[] pixels = new int[plane];
    for (int i = 0; i < 3 * plane; i++) {
      pixels[i % plane] = pixels[i % plane] << 8 | image.planes()[i] & 0xff;
    }
    return pixels;
  }
}
