package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuCatalogueTest {

  private static final GpuCatalogue CATALOGUE = GpuCatalogue.load();

  @Test
  void anRtx3090Has10496CoresAt350Watts() {
    GpuProfile card = card("RTX 3090");
    assertThat(card.cores()).isEqualTo(10_496);
    assertThat(card.watts()).isEqualTo(350);
    assertThat(card.capability()).isEqualTo(new ComputeCapability(8, 6));
    assertThat(card.memoryBytes()).isEqualTo(24L << 30);
  }

  @Test
  void anRtx2080Has2944CoresAt215Watts() {
    GpuProfile card = card("RTX 2080");
    assertThat(card.cores()).isEqualTo(2_944);
    assertThat(card.watts()).isEqualTo(215);
  }

  @Test
  void anRtx3090HasAbout219TimesTheCoresPerWattOfAnRtx2080() {
    assertThat(card("RTX 3090").coresPerWatt() / card("RTX 2080").coresPerWatt())
        .isBetween(2.18, 2.20);
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-40GB, A100",
    "NVIDIA A100 80GB PCIe, A100",
    "NVIDIA GeForce RTX 3080 Ti, RTX 3080 Ti",
    "NVIDIA GeForce RTX 3080, RTX 3080",
    "GeForce GTX 1080 Ti, GTX 1080 Ti",
    "Tesla V100-PCIE-16GB, V100",
    "Tesla T4, Tesla T4",
    "NVIDIA H200, H200",
    "NVIDIA H100 80GB HBM3, H100",
    "NVIDIA L40S, L40S",
    "NVIDIA TITAN RTX, TITAN RTX",
    "nvidia geforce rtx 3090, RTX 3090"
  })
  void aDriversNameFindsTheLongestCatalogueNameInIt(String reported, String expected) {
    assertThat(CATALOGUE.find(reported)).map(GpuProfile::name).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NVIDIA A10G", "NVIDIA L400", "NVIDIA GeForce RTX 30900", "AMD Radeon", ""})
  void aNameThatOnlyBeginsLikeAKnownCardIsUnknown(String reported) {
    assertThat(CATALOGUE.find(reported)).isEmpty();
  }

  @Test
  void everyCardIsFoundByItsOwnNameAndHasPositiveFigures() {
    assertThat(CATALOGUE.cards())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            card -> {
              assertThat(CATALOGUE.find("NVIDIA " + card.name())).contains(card);
              assertThat(card.cores()).isPositive();
              assertThat(card.teraflops()).isPositive();
              assertThat(card.memoryBytes()).isPositive();
              assertThat(card.watts()).isPositive();
            });
    assertThat(CATALOGUE.cards()).extracting(GpuProfile::name).doesNotHaveDuplicates();
  }

  @Test
  void commentsAndBlankLinesAreNoCards() {
    assertThat(GpuCatalogue.parse(List.of("# name", "", "  ", "X1, 8.6, 2, 1.5, 0.5, 70")).cards())
        .containsExactly(new GpuProfile("X1", new ComputeCapability(8, 6), 2, 1.5, 512L << 20, 70));
  }

  @Test
  void aLineWithTooFewColumnsIsNamed() {
    assertThatThrownBy(() -> GpuCatalogue.parse(List.of("RTX 1, 8.6, 82")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a card in the GPU catalogue has 6 columns, not 3: 'RTX 1, 8.6, 82'");
  }

  @Test
  void aBadCapabilityIsNamed() {
    assertThatThrownBy(() -> GpuCatalogue.parse(List.of("RTX 1, eight, 82, 35.6, 24, 350")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a card in the GPU catalogue is not readable: 'RTX 1, eight, 82, 35.6, 24, 350': "
                + "a compute capability is written MAJOR.MINOR, not 'eight'");
  }

  @Test
  void aCardOfUnknownPowerHasNoCoresPerWatt() {
    GpuProfile card = new GpuProfile("X1", new ComputeCapability(8, 6), 2, 1.5, 1, 0);
    assertThat(card.coresPerWatt()).isZero();
  }

  private static GpuProfile card(String name) {
    return CATALOGUE.cards().stream()
        .filter(card -> card.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
