package org.paceline.profile;

import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_CLOCK_RATE;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jcuda.driver.CUdevice;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the NVIDIA driver for its cards, through JCuda's driver API, which needs no CUDA toolkit.
 */
final class GpuProbe {

  private static final Logger LOG = LoggerFactory.getLogger(GpuProbe.class);
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final int NAME_BYTES = 256;
  private static final double FLOPS_PER_CORE_AND_CYCLE = 2;

  private static boolean loaded;

  private final GpuCatalogue catalogue;

  GpuProbe(GpuCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The cards in the driver's order; none where there is no driver or it reports an error. */
  List<GpuProfile> cards() {
    try {
      int error = initialise();
      if (error != CUresult.CUDA_SUCCESS) {
        LOG.warn("the NVIDIA driver answers {}: no GPU is used", CUresult.stringFor(error));
        return List.of();
      }
      return initialised();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      LOG.debug("no NVIDIA driver on this machine: {}", e.getMessage());
      return List.of();
    } catch (IOException e) {
      LOG.warn("JCuda cannot be unpacked, no GPU is used: {}", e.getMessage());
      return List.of();
    }
  }

  /**
   * JCuda unpacks its library under a fixed name into the temporary folder and loads what it finds
   * there. Executors that start together would load what another is still writing, and crash: so
   * each process has a folder of its own for that moment.
   */
  private static synchronized int initialise() throws IOException {
    if (loaded) {
      return JCudaDriver.cuInit(0);
    }
    String usual = System.getProperty(TEMPORARY);
    Path own = Files.createTempDirectory("paceline-jcuda-");
    System.setProperty(TEMPORARY, own.toString());
    try {
      loaded = true;
      return JCudaDriver.cuInit(0);
    } finally {
      System.setProperty(TEMPORARY, usual);
      remove(own);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}", folder, e.getMessage());
    }
  }

  private List<GpuProfile> initialised() {
    int[] count = {0};
    JCudaDriver.cuDeviceGetCount(count);
    List<GpuProfile> cards = new ArrayList<>();
    for (int ordinal = 0; ordinal < count[0]; ordinal++) {
      cards.add(card(ordinal));
    }
    return cards;
  }

  private GpuProfile card(int ordinal) {
    CUdevice device = new CUdevice();
    JCudaDriver.cuDeviceGet(device, ordinal);
    byte[] bytes = new byte[NAME_BYTES];
    JCudaDriver.cuDeviceGetName(bytes, NAME_BYTES, device);
    String name = new String(bytes, StandardCharsets.UTF_8).split("\0", 2)[0];
    long[] memory = {0};
    JCudaDriver.cuDeviceTotalMem(memory, device);
    ComputeCapability capability =
        new ComputeCapability(
            attribute(device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
            attribute(device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR));
    int multiprocessors = attribute(device, CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
    double gigahertz = attribute(device, CU_DEVICE_ATTRIBUTE_CLOCK_RATE) / 1e6;
    double cores = multiprocessors * capability.coresPerMultiprocessor();
    Optional<GpuProfile> known = catalogue.find(name);
    return new GpuProfile(
        name,
        capability,
        multiprocessors,
        FLOPS_PER_CORE_AND_CYCLE * cores * gigahertz / 1e3,
        memory[0],
        known.map(GpuProfile::watts).orElse(0));
  }

  private static int attribute(CUdevice device, int attribute) {
    int[] value = {0};
    JCudaDriver.cuDeviceGetAttribute(value, attribute, device);
    return value[0];
  }
}
