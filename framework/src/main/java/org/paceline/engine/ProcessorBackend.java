package org.paceline.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.nd4j.common.io.AbstractResource;
import org.nd4j.common.io.Resource;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's backend for processors with a {@link ProcessorExecutioner}. ND4J finds it as a service, in
 * every process that has this library on its class path.
 */
public final class ProcessorBackend extends CpuBackend {

  private static final String EXECUTIONER =
      "%nopexec=%s%n".formatted(ProcessorExecutioner.class.getName());

  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  /** ND4J's own settings, and after them the one that replaces its executioner. */
  @Override
  public Resource getConfigurationResource() {
    Resource settings = super.getConfigurationResource();
    return new AbstractResource() {
      @Override
      public String getDescription() {
        return settings.getDescription() + " with " + EXECUTIONER.strip();
      }

      @Override
      public InputStream getInputStream() throws IOException {
        return new SequenceInputStream(
            settings.getInputStream(),
            new ByteArrayInputStream(EXECUTIONER.getBytes(StandardCharsets.ISO_8859_1)));
      }
    };
  }
}
