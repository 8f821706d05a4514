package org.paceline.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The form in which an image is stored changes no pixel. */
class StoredFormsTest {

  private static final int GREY = ColorSpace.CS_GRAY;
  private static final int RGB = ColorSpace.CS_sRGB;

  static Stream<Arguments> exact() throws IOException {
    BufferedImage grey = Pictures.samples(GREY, 8, false, 5, 9, 128);
    BufferedImage rgb = Pictures.samples(RGB, 8, false, 5, 9, 200, 40, 60);
    byte[] greyPng = Pictures.file(grey, "png");
    return Stream.of(
        form("grey PNG of 8 bits", greyPng, 128, 128, 128),
        form("of 16 bits", png(GREY, 16, false, 128 * 257), 128, 128, 128),
        form("with opacity", png(GREY, 8, true, 128, 77), 128, 128, 128),
        form("of 16 bits with opacity", png(GREY, 16, true, 128 * 257, 99), 128, 128, 128),
        form("with tRNS", Pictures.withChunk(greyPng, "tRNS", new byte[] {0, 5}), 128, 128, 128),
        form("of 2 bits", Pictures.file(Pictures.indexed(2, 5, 9, 2), "png"), 170, 170, 170),
        form("of 4 bits", Pictures.file(Pictures.indexed(4, 5, 9, 8), "png"), 136, 136, 136),
        form("of 1 bit", Pictures.file(Pictures.indexed(1, 5, 9, 1), "png"), 255, 255, 255),
        form("of a palette", Pictures.file(Pictures.indexed(8, 5, 9, 99), "png"), 99, 99, 99),
        form("RGB PNG", Pictures.file(rgb, "png"), 200, 40, 60),
        form("RGB of 16 bits", png(RGB, 16, false, 51400, 10280, 15420), 200, 40, 60),
        form(
            "RGB of 16 bits with opacity", png(RGB, 16, true, 51400, 10280, 15420, 7), 200, 40, 60),
        form("interlaced", Pictures.progressive(rgb, "png"), 200, 40, 60),
        form("RGB with opacity", png(RGB, 8, true, 200, 40, 60, 0), 200, 40, 60),
        form("gamma is no matter", Pictures.withChunk(greyPng, "gAMA", gamma()), 128, 128, 128),
        form("GIF", Pictures.file(Pictures.indexed(8, 5, 9, 99), "gif"), 99, 99, 99),
        form("RGB BMP", Pictures.file(rgb, "bmp"), 200, 40, 60),
        form("grey BMP", Pictures.file(Pictures.indexed(8, 5, 9, 99), "bmp"), 99, 99, 99),
        form("BMP of 32 bits", Pictures.bmp32(5, 9, new Color(200, 40, 60)), 200, 40, 60),
        form("RGB TIFF", Pictures.file(rgb, "tiff"), 200, 40, 60),
        form("grey TIFF", Pictures.file(grey, "tiff"), 128, 128, 128),
        form("16-bit TIFF", tiff(GREY, 16, false, 128 * 257), 128, 128, 128),
        form("TIFF with opacity", tiff(RGB, 8, true, 200, 40, 60, 128), 200, 40, 60),
        form("1-bit TIFF", Pictures.file(Pictures.indexed(1, 5, 9, 1), "tiff"), 255, 255, 255),
        form("WebP", Pictures.webp(5, 9, new Color(200, 40, 60)), 200, 40, 60),
        form("PPM", netpbm("P6", "255", 200, 40, 60), 200, 40, 60),
        form("PGM", netpbm("P5", "255", 128), 128, 128, 128));
  }

  static Stream<Arguments> near() throws IOException {
    return Stream.of(
        form("JPEG", Pictures.file(Pictures.plain(5, 9, 0xc8283c), "jpg"), 200, 40, 60),
        form(
            "grey JPEG",
            Pictures.file(Pictures.samples(GREY, 8, false, 5, 9, 128), "jpg"),
            128,
            128,
            128),
        form(
            "progressive JPEG",
            Pictures.progressive(Pictures.plain(5, 9, 0xc8283c), "jpg"),
            200,
            40,
            60),
        form("RGB JPEG by Adobe", Pictures.adobeRgb(5, 9, 200, 40, 60), 200, 40, 60),
        form("CMYK JPEG, all white", Pictures.cmyk(5, 9, 255, 255, 255, 255), 255, 255, 255),
        form("CMYK JPEG, all black", Pictures.cmyk(5, 9, 255, 255, 255, 0), 0, 0, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exact")
  void theValuesOfAFileAreThoseOfTheImage(String form, byte[] file, int[] rgb) throws IOException {
    RgbImage image = decode(file);
    assertThat(new int[] {image.height(), image.width()}).containsExactly(9, 5);
    for (int i = 0; i < 135; i++) {
      assertThat(image.planes()[i] & 0xff).isEqualTo(rgb[i / 45]);
    }
  }

  @Test
  void aColourProfileChangesNoValue() throws IOException {
    byte[] plain = Pictures.file(Pictures.plain(5, 9, 0xc8283c), "jpg");
    assertThat(decode(Pictures.linear(plain)).planes()).isEqualTo(decode(plain).planes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("near")
  void lossyFilesAreCloseToIt(String form, byte[] file, int[] rgb) throws IOException {
    RgbImage image = decode(file);
    for (int i = 0; i < 135; i++) {
      assertThat(image.planes()[i] & 0xff).isBetween(rgb[i / 45] - 6, rgb[i / 45] + 6);
    }
  }

  private static RgbImage decode(byte[] file) throws IOException {
    try (ImageFile open = ImageFile.open(file)) {
      return open.pixels(Optional.empty());
    }
  }

  private static Arguments form(String name, byte[] file, int... rgb) {
    return Arguments.of(name, file, rgb);
  }

  private static byte[] png(int space, int bits, boolean alpha, int... values) throws IOException {
    return Pictures.file(Pictures.samples(space, bits, alpha, 5, 9, values), "png");
  }

  private static byte[] tiff(int space, int bits, boolean alpha, int... values) throws IOException {
    return Pictures.file(Pictures.samples(space, bits, alpha, 5, 9, values), "tiff");
  }

  private static byte[] gamma() {
    return ByteBuffer.allocate(4).putInt(100_000).array();
  }

  private static byte[] netpbm(String kind, String most, int... values) {
    byte[] head = (kind + "\n5 9\n" + most + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(head.length + 45 * values.length).put(head);
    for (int i = 0; i < 45; i++) {
      for (int value : values) {
        file.put((byte) value);
      }
    }
    return file.array();
  }
}
