package org.nd4j.nativeblas;

/** Answers DL4J's question whether the CPU backend was built with oneDNN. */
public final class Nd4jCpu {

  private Nd4jCpu() {}

  /** The part of the old class that DL4J's {@code BaseMKLDNNHelper} reflects on. */
  public static final class Environment {

    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /**
     * The only instance.
     *
     * @return never null
     */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /**
     * Whether oneDNN may be used.
     *
     * @return true, since this project ships only ND4J builds that contain it
     */
    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
