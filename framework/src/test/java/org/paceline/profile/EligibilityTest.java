package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EligibilityTest {

  private static final long PLENTY = 8L << 30;
  private static final GpuProfile RTX_3090 = card("RTX 3090", "8.6");
  private static final GpuProfile K80 = card("Tesla K80", "3.7");
  private static final GpuProfile H200 = card("NVIDIA H200", "9.0");
  private static final String REMEDY =
      ", and this build of Paceline has the CUDA backend, which needs compute capability 5.0 to 8.9:"
          + " give this machine the CPU build at the same path, it joins the same job (docs/gpu.md)";

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
    assertThat(Eligibility.of(machine(PLENTY, RTX_3090), DeviceRequest.CPU, Device.CPU))
        .isEqualTo(new Eligibility(true, Device.CPU, "the processor was asked for"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("incapableMachines")
  void aBuildForProcessorsTrainsOnTheProcessorUnlessAGpuIsAskedFor(
      String what, List<GpuProfile> cards, String reason) {
    MachineProfile machine = machine(PLENTY, cards.toArray(new GpuProfile[0]));
    assertThat(Eligibility.of(machine, DeviceRequest.AUTO, Device.CPU))
        .isEqualTo(new Eligibility(true, Device.CPU, reason));
    assertThat(Eligibility.of(machine, DeviceRequest.GPU, Device.CPU))
        .isEqualTo(new Eligibility(false, Device.CPU, reason));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("incapableMachines")
  void aBuildForCardsTakesNoPartWithoutACapableOne(
      String what, List<GpuProfile> cards, String reason) {
    MachineProfile machine = machine(PLENTY, cards.toArray(new GpuProfile[0]));
    for (DeviceRequest wanted : List.of(DeviceRequest.AUTO, DeviceRequest.GPU)) {
      assertThat(Eligibility.of(machine, wanted, Device.GPU))
          .isEqualTo(new Eligibility(false, Device.GPU, reason + REMEDY));
    }
  }

  static Stream<Arguments> incapableMachines() {
    return Stream.of(
        Arguments.of("no card", List.of(), "no GPU with an NVIDIA driver"),
        Arguments.of(
            "too old",
            List.of(K80),
            "Tesla K80 has compute capability 3.7, training on a GPU needs at least 5.0"),
        Arguments.of(
            "too new",
            List.of(H200),
            "NVIDIA H200 has compute capability 9.0, nd4j-cuda contains code up to 8.9 only"),
        Arguments.of(
            "the first of two",
            List.of(H200, K80),
            "NVIDIA H200 has compute capability 9.0, nd4j-cuda contains code up to 8.9 only"));
  }

  @Test
  void aBuildForCardsHasNoProcessorToTrainOn() {
    assertThat(Eligibility.of(machine(PLENTY, RTX_3090), DeviceRequest.CPU, Device.GPU))
        .isEqualTo(new Eligibility(false, Device.GPU, "the processor was asked for" + REMEDY));
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

  private static GpuProfile card(String name, String capability) {
    return new GpuProfile(name, ComputeCapability.parse(capability), 10, 5, 8L << 30, 100);
  }

  private static MachineProfile machine(long memory, GpuProfile... gpus) {
    CpuProfile cpu = new CpuProfile("a processor", 4, 4, 2);
    return new MachineProfile("host", "Linux amd64", cpu, memory, List.of(gpus), List.of());
  }
}
