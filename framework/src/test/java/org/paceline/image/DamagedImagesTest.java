package org.paceline.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedImagesTest {

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "pnm"})
  void aFileThatLostItsSecondHalfIsNoImage(String format) throws IOException {
    byte[] whole = Pictures.file(noise(), format);
    assertThat(decode(whole).width()).isEqualTo(40);
    for (int kept : new int[] {whole.length / 2, whole.length * 9 / 10}) {
      byte[] part = Arrays.copyOf(whole, kept);
      assertThatThrownBy(() -> decode(part)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aWebpThatLostItsEndIsNoImage() throws IOException {
    byte[] whole = Pictures.webp(40, 30, Color.ORANGE);
    assertThatThrownBy(() -> decode(Arrays.copyOf(whole, whole.length - 8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aJpegThatLacksOnlyTheMarkerAtItsEndHasAllOfItsPixels() throws IOException {
    byte[] whole = Pictures.file(noise(), "jpg");
    assertThat(decode(Arrays.copyOf(whole, whole.length - 2)).planes())
        .isEqualTo(decode(whole).planes());
  }

  @Test
  void aJpegOfSeveralPassesThatLacksTheLastIsNoImage() throws IOException {
    byte[] whole = Pictures.progressive(noise(), "jpg");
    int scan = whole.length - 2;
    while (whole[scan] != (byte) 0xff || whole[scan + 1] != (byte) 0xda) {
      scan--;
    }
    byte[] part = Arrays.copyOf(whole, scan);
    assertThat(decode(whole).width()).isEqualTo(40);
    assertThatThrownBy(() -> decode(part)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsWrongBesideThePixelsIsNoMatter() throws IOException {
    byte[] plain = Pictures.file(noise(), "png");
    for (String chunk : new String[] {"tIME", "tEXt", "pHYs", "zTXt"}) {
      byte[] odd = Pictures.withChunk(plain, chunk, new byte[] {1, 2});
      assertThat(decode(odd).planes()).isEqualTo(decode(plain).planes());
    }
  }

  @Test
  void bytesBetweenMarkersChangeNothing() throws IOException {
    byte[] whole = Pictures.file(noise(), "jpg");
    byte[] more = Arrays.copyOf(whole, whole.length + 7);
    System.arraycopy(whole, whole.length - 2, more, more.length - 2, 2);
    assertThat(decode(more).planes()).isEqualTo(decode(whole).planes());
  }

  @Test
  void bytesOfATextInAJpegAreDamage() throws IOException {
    byte[] file = Pictures.file(noise(), "jpg");
    byte[] text = "all is well that ends well".repeat(8).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, file, file.length - text.length - 20, text.length);
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is damaged: ");
  }

  @Test
  void aSizeThatAFileOnlyClaimsIsRefusedByItsHeader() throws IOException {
    byte[] bomb = Pictures.claiming(Pictures.file(noise(), "png"), 19_000, 19_000);
    assertThatThrownBy(() -> ImageFile.open(new ByteArrayInputStream(bomb), true))
        .isInstanceOf(IOException.class)
        .hasMessage("it says that it has 19000×19000 pixels, images have 1 to 178,956,970");
  }

  @Test
  void aTextIsNoImage() {
    assertThatThrownBy(() -> decode("a text".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not an image of a format that is read");
    assertThatThrownBy(() -> decode(new byte[0])).isInstanceOf(IOException.class);
  }

  private static RgbImage decode(byte[] file) throws IOException {
    try (ImageFile open = ImageFile.open(file)) {
      return open.pixels(Optional.empty());
    }
  }

  private static BufferedImage noise() {
    SplittableRandom random = new SplittableRandom(3);
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1200; i++) {
      image.setRGB(i % 40, i / 40, random.nextInt(1 << 24));
    }
    return image;
  }
}
