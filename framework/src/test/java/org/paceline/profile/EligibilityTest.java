package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EligibilityTest {

  private static final long PLENTY = 8L << 30;
  private static final GpuProfile RTX_3090 = card("RTX 3090", "8.6");
  private static final GpuProfile K80 = card("Tesla K80", "3.7");
  private static final GpuProfile H200 = card("NVIDIA H200", "9.0");

  @ParameterizedTest
  @EnumSource
  void tooLittleMemoryExcludesAMachineWhateverIsWanted(DeviceRequest wanted) {
    assertThat(Eligibility.of(machine((256L << 20) - 1, RTX_3090), wanted, Device.GPU))
        .isEqualTo(
            new Eligibility(
                false, Device.CPU, "it has 255 MiB of memory, training needs at least 256"));
  }

  @Test
  void theLeastMemoryIsEnough() {
    assertThat(
            Eligibility.of(machine(Eligibility.LEAST_MEMORY_BYTES), DeviceRequest.CPU, Device.CPU))
        .isEqualTo(new Eligibility(true, Device.CPU, "the processor was asked for"));
  }

  @Test
  void theProcessorIsUsedWhereItIsAskedForWhateverCardsThereAre() {
    assertThat(Eligibility.of(machine(PLENTY, RTX_3090), DeviceRequest.CPU, Device.GPU))
        .isEqualTo(new Eligibility(true, Device.CPU, "the processor was asked for"));
  }

  @Test
  void aMachineWithoutGpuTrainsOnItsProcessorByDefault() {
    assertThat(Eligibility.of(machine(PLENTY), DeviceRequest.AUTO, Device.GPU))
        .isEqualTo(new Eligibility(true, Device.CPU, "no GPU with an NVIDIA driver"));
  }

  @Test
  void aMachineWithoutGpuTakesNoPartWhereAGpuIsAskedFor() {
    assertThat(Eligibility.of(machine(PLENTY), DeviceRequest.GPU, Device.GPU))
        .isEqualTo(new Eligibility(false, Device.CPU, "no GPU with an NVIDIA driver"));
  }

  @Test
  void aCardTooOldIsNotUsed() {
    String reason = "Tesla K80 has compute capability 3.7, training on a GPU needs at least 5.0";
    assertThat(Eligibility.of(machine(PLENTY, K80), DeviceRequest.AUTO, Device.GPU))
        .isEqualTo(new Eligibility(true, Device.CPU, reason));
    assertThat(Eligibility.of(machine(PLENTY, K80), DeviceRequest.GPU, Device.GPU))
        .isEqualTo(new Eligibility(false, Device.CPU, reason));
  }

  @Test
  void aCardTooNewForTheBackendIsNotUsed() {
    String reason =
        "NVIDIA H200 has compute capability 9.0, nd4j-cuda contains code up to 8.9 only";
    assertThat(Eligibility.of(machine(PLENTY, H200), DeviceRequest.AUTO, Device.GPU))
        .isEqualTo(new Eligibility(true, Device.CPU, reason));
    assertThat(Eligibility.of(machine(PLENTY, H200), DeviceRequest.GPU, Device.GPU))
        .isEqualTo(new Eligibility(false, Device.CPU, reason));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "GPU"})
  void aCapableCardIsUsedByABuildForGpus(DeviceRequest wanted) {
    assertThat(Eligibility.of(machine(PLENTY, RTX_3090), wanted, Device.GPU))
        .isEqualTo(new Eligibility(true, Device.GPU, "capable RTX 3090"));
  }

  @Test
  void aCapableCardIsLeftAloneByABuildForProcessors() {
    String reason = "RTX 3090 is capable, but this build of Paceline has the CPU backend";
    assertThat(Eligibility.of(machine(PLENTY, RTX_3090), DeviceRequest.AUTO, Device.CPU))
        .isEqualTo(new Eligibility(true, Device.CPU, reason));
    assertThat(Eligibility.of(machine(PLENTY, RTX_3090), DeviceRequest.GPU, Device.CPU))
        .isEqualTo(new Eligibility(false, Device.CPU, reason));
  }

  @Test
  void theCapabilitiesAtBothEndsOfTheRangeAreCapable() {
    for (String end : List.of("5.0", "8.9")) {
      MachineProfile machine = machine(PLENTY, card("card", end));
      assertThat(Eligibility.of(machine, DeviceRequest.AUTO, Device.GPU).device())
          .isEqualTo(Device.GPU);
    }
  }

  @Test
  void theFirstOfSeveralIncapableCardsIsNamed() {
    assertThat(Eligibility.of(machine(PLENTY, H200, K80), DeviceRequest.AUTO, Device.GPU).reason())
        .startsWith("NVIDIA H200 has compute capability 9.0");
  }

  private static GpuProfile card(String name, String capability) {
    return new GpuProfile(name, ComputeCapability.parse(capability), 10, 5, 8L << 30, 100);
  }

  private static MachineProfile machine(long memory, GpuProfile... gpus) {
    CpuProfile cpu = new CpuProfile("a processor", 4, 4, 2);
    return new MachineProfile("host", "Linux amd64", cpu, memory, List.of(gpus), List.of());
  }
}
